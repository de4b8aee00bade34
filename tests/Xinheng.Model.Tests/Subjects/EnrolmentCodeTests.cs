using Xinheng.Model.Subjects.Proofing;

namespace Xinheng.Model.Tests.Subjects;

public sealed class EnrolmentCodeTests
{
    [Theory]
    [InlineData("ABCDE-FGHJK")]
    [InlineData("abcdefghjk")]
    [InlineData(" abc de－fg hjk ")]
    public void However_it_is_typed_it_is_the_same(string typed) => Assert.Equal("ABCDEFGHJK", EnrolmentCode.Read(typed));

    [Theory]
    [InlineData("")]
    [InlineData("ABCDE-FGHJ")]
    [InlineData("ABCDE-FGHJKL")]
    [InlineData("ABCDE-FGHJ0")]   // no zero, lest it be taken for an O
    public void What_cannot_be_one_is_none(string typed) => Assert.Null(EnrolmentCode.Read(typed));

    [Fact]
    public void It_is_written_in_groups_and_read_back() => Assert.Equal("ABCDEFGHJK", EnrolmentCode.Read(EnrolmentCode.Written("ABCDEFGHJK")));
}
