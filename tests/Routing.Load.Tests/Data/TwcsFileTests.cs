using Routing.Load.Data;

namespace Routing.Load.Tests.Data;

public sealed class TwcsFileTests
{
    private const string Head = ",tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n";

    [Fact]
    public void A_row_says_who_wrote_what_when_in_answer_to_what()
    {
        var message = Assert.Single(Read("0,7,Brand,False,Tue Oct 31 22:10:47 +0000 2017,\"Hi, \"\"you\"\"\",2,3.0\n").Messages);
        Assert.Equal(new SourceMessage("7", "Brand", true, new DateTimeOffset(2017, 10, 31, 22, 10, 47, TimeSpan.Zero), "Hi, \"you\"", "3"), message);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void Each_kind_of_line_break_ends_a_row_outside_quotes(string end)
    {
        var file = Read(
            $"0,1,a,True,Tue Oct 31 22:10:47 +0000 2017,\"two{end}lines\",,{end}{end}1,2,a,True,Tue Oct 31 22:10:48 +0000 2017,x,,1.0{end}");
        Assert.Equal(["1", "2"], file.Messages.Select(message => message.Id));
        Assert.Equal($"two{end}lines", file.Messages[0].Text);
        Assert.Empty(file.Refused);
    }

    [Fact]
    public void A_row_cut_short_after_its_text_is_taken()
    {
        var message = Assert.Single(Read("0,1,a,True,Tue Oct 31 22:10:47 +0000 2017,text").Messages);
        Assert.Null(message.InReplyTo);
    }

    [Theory]
    [InlineData("0,x,a,True,Tue Oct 31 22:10:47 +0000 2017,t,,")]
    [InlineData("0,1,,True,Tue Oct 31 22:10:47 +0000 2017,t,,")]
    [InlineData("0,1,a,maybe,Tue Oct 31 22:10:47 +0000 2017,t,,")]
    [InlineData("0,1,a,True,yesterday,t,,")]
    [InlineData("0,1,a,True,Tue Oct 31 22:10:47 +0000 2017,t,,3.5")]
    [InlineData("and more of the text,3398,")]
    public void A_row_that_cannot_be_read_is_refused_by_its_line(string row)
    {
        var file = Read($"0,1,a,True,Tue Oct 31 22:10:47 +0000 2017,t,,\n{row}\n");
        Assert.Equal(3, Assert.Single(file.Refused).Line);
        Assert.Single(file.Messages);
    }

    [FileFact("twcs-subset/twcs-5k.csv")]
    public void The_public_file_holds_5000_messages_and_one_broken_row()
    {
        var file = TwcsFile.Read(FileFactAttribute.PathOf("twcs-subset/twcs-5k.csv"));
        Assert.Equal(5_000, file.Messages.Count);
        Assert.Equal(5_000, file.Messages.Select(message => message.Id).Distinct().Count());
        Assert.Single(file.Refused);
        Assert.Equal(3_694, file.Messages.Count(message => message.InReplyTo is not null));
    }

    [FileFact("twcs-subset/twcs-5k.csv")]
    public void The_public_file_is_1312_chains_and_1483_threads_or_1455_joined_by_time()
    {
        var messages = TwcsFile.Read(FileFactAttribute.PathOf("twcs-subset/twcs-5k.csv")).Messages;
        Assert.Equal((1_312, 1_483), Counts(0));
        Assert.Equal((1_312, 1_455), Counts(30));

        (int, int) Counts(int joinMinutes)
        {
            var reference = ReferenceThreads.Of(messages, joinMinutes);
            return (reference.Chains, reference.Threads);
        }
    }

    private static TwcsFile Read(string rows) => TwcsFile.Parse(Head + rows);
}
