using Xinheng.Verify;

return Verification.Run(args, File.ReadAllBytes, Console.Out, Console.Error);
