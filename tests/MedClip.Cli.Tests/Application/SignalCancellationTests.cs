namespace MedClip.Cli.Tests;

public class SignalCancellationTests
{
    [Fact]
    public void The_first_signal_asks_the_command_to_stop_and_the_second_ends_the_process()
    {
        int notices = 0;
        using var signals = new SignalCancellation(() => notices++);

        signals.Receive(CommandOutcome.Interrupted).ShouldBeTrue();
        signals.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        signals.Receive(CommandOutcome.Interrupted).ShouldBeFalse();

        notices.ShouldBe(1);
        signals.Outcome.ExitCode.ShouldBe(130);
    }

    [Fact]
    public void A_service_managers_request_is_told_from_Ctrl_C()
    {
        using var signals = new SignalCancellation(() => { });

        signals.Receive(CommandOutcome.Terminated).ShouldBeTrue();

        signals.Outcome.ExitCode.ShouldBe(143);
    }
}
