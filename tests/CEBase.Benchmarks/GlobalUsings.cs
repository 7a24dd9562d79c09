global using CEBase.Platform.Data;
global using CEBase.Platform.Imports;
global using CEBase.Platform.Imports.Jobs;
global using CEBase.Platform.Imports.Mapping;
global using CEBase.Platform.Imports.Marking;
global using CEBase.Platform.Refusals;
global using CEBase.Platform.Security;
global using CEBase.Platform.Values;
