[assembly: Module(Id = "CEBase.Learning", Name = "学习与学时", Description = "考勤、学时台账与学习档案。", Dependencies = ["CEBase.Enrollment"])]
