using System.Net;
using Routing.Edge.Webhooks;

namespace Routing.Edge.Tests.Webhooks;

public class SignatureTests
{
    [Fact]
    public void The_vector_of_the_standard_is_met() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64")]
    public void What_is_no_secret_is_refused(string secret) => Assert.False(Signature.IsSecret(secret));

    [Fact]
    public void Secrets_that_are_made_are_secrets_and_differ()
    {
        Assert.True(Signature.IsSecret(Signature.NewSecret()));
        Assert.NotEqual(Signature.NewSecret(), Signature.NewSecret());
    }

    [Fact]
    public void Waits_grow_by_the_schedule_and_end()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), Backoff.After(1, 0, null));
        Assert.Equal(TimeSpan.FromMinutes(6), Backoff.After(2, 1, null));
        Assert.Equal(TimeSpan.FromHours(24), Backoff.After(9, 0, null));
        Assert.Null(Backoff.After(Backoff.Attempts, 0, null));
    }

    [Fact]
    public void A_receiver_may_ask_for_a_longer_wait_up_to_a_day()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), Backoff.After(1, 0, TimeSpan.FromSeconds(90)));
        Assert.Equal(TimeSpan.FromSeconds(5), Backoff.After(1, 0, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromDays(1), Backoff.After(1, 0, TimeSpan.FromDays(30)));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("93.184.215.14", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true)]
    public void Webhooks_go_out_into_the_world_only(string address, bool allowed) =>
        Assert.Equal(allowed, AddressGuard.IsPublic(IPAddress.Parse(address)));
}
