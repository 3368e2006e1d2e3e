namespace MedClip.Cli.Tests;

public class ErrorTextTests
{
    [Fact]
    public void Our_own_errors_speak_for_themselves() => ErrorText.Of(new InvalidInputException("a.csv, line 3: no")).ShouldBe("a.csv, line 3: no");

    [Fact]
    public void A_missing_file_is_named() =>
        ErrorText.Of(new FileNotFoundException("Could not find it", "a.csv")).ShouldBe("a.csv: the file does not exist.");

    [Fact]
    public void An_unforeseen_error_names_its_type_and_says_how_to_learn_more()
    {
        string text = ErrorText.Of(new AggregateException(new InvalidOperationException("odd")));

        text.ShouldStartWith("odd (InvalidOperationException).");
        text.ShouldContain("MEDCLIP_TRACE");
    }
}
