using Xinheng.Model.People.Machines;
using Xinheng.Testing;

namespace Xinheng.Model.Tests.Verify;

/// <summary>A stranger with the file, the signature and the department's public key needs nobody else.</summary>
public sealed class SignedSubmissionTests : IDisposable
{
    private const string Provider = "11990000XY0002026P";

    private static readonly byte[] File = Specimen.Text("文号,金额\r\n示例〔2026〕1号,100\r\n");

    private readonly Specimen specimen = new();
    private readonly MachineKey pair = new(ClientKey.Rs256);

    private string Detached => pair.SignFile(File, "CF_LP", Provider);

    private string Whole => Jws.Parse(Detached).Value.With(MachineKey.Statement(File, "CF_LP", Provider));

    public void Dispose()
    {
        specimen.Dispose();
        pair.Dispose();
    }

    [Fact]
    public void A_kept_signature_holds_for_its_file_and_says_who_handed_in_what()
    {
        var (exit, output, _) = Run("signature s.jws --key dept.pem --bytes f.csv", Whole + "\n");

        Assert.Equal(0, exit);
        Assert.All([pair.Id, Provider, "CF_LP"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_detached_signature_holds_when_item_and_provider_are_said()
    {
        Assert.Equal(0, Run($"signature s.jws --key dept.pem --bytes f.csv --item CF_LP --provider {Provider}", Detached).Exit);
        DoesNotHold("signature.detached", "signature s.jws --key dept.pem --bytes f.csv", Detached);
        DoesNotHold("signature.wrong", $"signature s.jws --key dept.pem --bytes f.csv --item XK_LP --provider {Provider}", Detached);
    }

    [Fact]
    public void Another_file_another_key_and_another_submission_do_not_hold()
    {
        using var other = new MachineKey();
        DoesNotHold("signature.other-bytes", "signature s.jws --key dept.pem --bytes other.csv", Whole);
        DoesNotHold("signature.wrong", "signature s.jws --key dept.pem --bytes f.csv",
            Jws.Parse(other.SignFile(File, "CF_LP", Provider)).Value.With(MachineKey.Statement(File, "CF_LP", Provider)));
        DoesNotHold("signature.other-submission", $"signature s.jws --key dept.pem --bytes f.csv --item XK_LP --provider {Provider}", Whole);
        DoesNotHold("signature.statement", "signature s.jws --key dept.pem --bytes f.csv", Jws.Parse(pair.Sign([1])).Value.With([1]));
        DoesNotHold("signature.form", "signature s.jws --key dept.pem --bytes f.csv", "hello");
    }

    [Theory]
    [InlineData("signature s.jws --key dept.pem")]
    [InlineData("signature s.jws --key dept.pem --bytes f.csv --item CF_LP")]
    [InlineData("signature s.jws --key f.csv --bytes f.csv")]
    [InlineData("receipt s.jws --key dept.pem --item CF_LP")]
    public void What_is_not_asked_rightly_is_no_verdict(string commandLine) => Assert.Equal(2, Run(commandLine, Whole).Exit);

    private void DoesNotHold(string code, string commandLine, string signature)
    {
        var (exit, output, _) = Run(commandLine, signature);

        Assert.Equal((1, $"[{code}]"), (exit, output.Trim().Split(' ')[^1]));
    }

    private (int Exit, string Output, string Errors) Run(string commandLine, string signature) => specimen.Run(commandLine,
        ("s.jws", Specimen.Text(signature)), ("dept.pem", Specimen.Text(pair.PublicPem)), ("f.csv", File), ("other.csv", Specimen.Text("别的")));
}
