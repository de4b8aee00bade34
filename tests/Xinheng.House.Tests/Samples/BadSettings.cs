using Microsoft.Extensions.Configuration;

namespace BadHouse.Settings;

/// <summary>Bad on purpose: asks for what no document explains, in every way one can ask.</summary>
public static class SecretWishes
{
    public static string? Plainly(IConfiguration configuration) => configuration["Plain"];

    public static int ByAnother(IConfiguration configuration) => Number(configuration, "ByAnother", 7);

    public static string? Unnamed(IConfiguration configuration) => configuration[string.Concat("Un", Environment.NewLine)];

    public static string? PastThem() => Environment.GetEnvironmentVariable("XINHENG_SECRET");

    private static int Number(IConfiguration configuration, string name, int otherwise) => configuration[name]?.Length ?? otherwise;
}
