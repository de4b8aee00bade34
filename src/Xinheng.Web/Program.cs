using Xinheng.Web.Commands;

return await CommandLine.RunAsync(args);
