global using CEBase.Platform.Data;
global using CEBase.Platform.Refusals;
