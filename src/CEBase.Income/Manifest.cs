[assembly: Module(Id = "CEBase.Income", Name = "收费", Description = "应收、发票、到账、收据、退费与线上缴费。", Dependencies = ["CEBase.Learning"])]
