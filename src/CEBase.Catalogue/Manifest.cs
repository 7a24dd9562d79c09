[assembly: Module(Id = "CEBase.Catalogue", Name = "课程与培训班", Description = "课程、培训班、大纲、课表与公开目录。", Dependencies = ["CEBase.Instructors", "CEBase.Platform", "CEBase.Projects", "CEBase.Regulations"])]
