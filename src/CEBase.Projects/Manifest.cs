[assembly: Module(Id = "CEBase.Projects", Name = "立项", Description = "年度计划、立项与审批编号、名称规范、价格、宣传材料、合同。", Dependencies = ["CEBase.Platform", "CEBase.Regulations"])]
