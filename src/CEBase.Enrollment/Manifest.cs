[assembly: Module(Id = "CEBase.Enrollment", Name = "学员与报名", Description = "学员、报名、名额、候补与委托单位名册。", Dependencies = ["CEBase.Catalogue"])]
