// What stands on floors below is known in every file; what a file uses inside its own module stands in its usings.
global using System.ComponentModel.DataAnnotations;
global using CEBase.Platform.Data;
global using CEBase.Platform.Findings;
global using CEBase.Platform.Lists;
global using CEBase.Platform.Modules;
global using CEBase.Platform.Navigation;
global using CEBase.Platform.Records;
global using CEBase.Platform.Refusals;
global using CEBase.Platform.Security;
global using CEBase.Platform.Traces;
global using CEBase.Platform.Values;
global using CEBase.Platform.Workflows;
global using Microsoft.AspNetCore.Mvc;
global using Microsoft.AspNetCore.Mvc.RazorPages;
