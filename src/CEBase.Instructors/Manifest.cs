[assembly: Module(Id = "CEBase.Instructors", Name = "授课教师", Description = "师资库：教师、学历学位、职称与资格。", Dependencies = ["CEBase.Platform", "CEBase.Regulations"])]
