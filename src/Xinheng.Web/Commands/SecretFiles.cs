using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Web.Commands;

/// <summary>
/// Settings from files, one each, named like the setting: as service managers and container platforms hand out secrets.
/// The environment is seen by every child process and often printed; a file is read by whom its rights name.
/// </summary>
internal static class SecretFiles
{
    private const int Largest = 64 * 1024;

    public static IConfigurationBuilder Add(IConfigurationBuilder builder, string? folder)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return builder;
        }

        if (!Directory.Exists(folder))
        {
            throw new UnusableException(Refusal.NotFound("settings.no-secrets",
                "没有找到设置 SecretsDirectory 所指的文件夹。请建立它，或去掉这项设置。"));
        }

        // A platform's own links and markers begin with two dots.
        var values = new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => !file.Name.StartsWith('.') && file.Length <= Largest)
            .ToDictionary(file => file.Name, file => (string?)File.ReadAllText(file.FullName).TrimEnd('\r', '\n'), StringComparer.OrdinalIgnoreCase);
        return builder.AddInMemoryCollection(values);
    }
}
