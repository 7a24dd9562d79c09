[assembly: Module(Id = "CEBase.Funds", Name = "专项经费", Description = "开支范围与禁止开支的检查。", Dependencies = ["CEBase.Income"])]
