using CEBase.Platform.Modules;

[assembly: Module(Id = "CEBase.Platform", Name = "平台", Description = "模块、数据、账号、工作流、痕迹、文件、导入与配方。")]
