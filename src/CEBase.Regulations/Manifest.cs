[assembly: Module(Id = "CEBase.Regulations", Name = "法规与参数", Description = "法规、条款、引用、带日期的参数和政策地图。", Dependencies = ["CEBase.Platform"])]
