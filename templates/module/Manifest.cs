[assembly: Module(Id = "CEBase.Example", Name = "事项", Description = "事项的申报与批准。", Dependencies = ["CEBase.Platform"])]
