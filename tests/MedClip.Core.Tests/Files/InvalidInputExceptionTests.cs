namespace MedClip.Core.Tests;

public class InvalidInputExceptionTests
{
    [Fact]
    public void A_message_names_file_place_problem_and_remedy()
    {
        InvalidInputException.At("labels.csv", "line 3", "the label is 7.", "Use 1, 0, -1 or nothing.").Message
            .ShouldBe("labels.csv, line 3: the label is 7. Use 1, 0, -1 or nothing.");
        var cause = new IOException("gone");
        InvalidInputException whole = InvalidInputException.At("labels.csv", null, "it can't be read.", innerException: cause);
        whole.Message.ShouldBe("labels.csv: it can't be read.");
        whole.InnerException.ShouldBeSameAs(cause);
    }
}
