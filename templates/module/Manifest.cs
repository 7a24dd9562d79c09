[assembly: Module(Id = "CEBase.Sample", Name = "Sample", Description = "一句话说明本模块管什么。", Dependencies = ["CEBase.Platform"])]
