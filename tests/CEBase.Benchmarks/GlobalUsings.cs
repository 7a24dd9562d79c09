global using CEBase.Platform.Data;
global using CEBase.Platform.Imports;
global using CEBase.Platform.Security;
global using CEBase.Platform.Values;
