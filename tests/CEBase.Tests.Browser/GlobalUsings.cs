global using CEBase.Platform.Data;
