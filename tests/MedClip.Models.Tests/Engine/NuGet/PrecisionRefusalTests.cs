namespace MedClip.Models.Tests;

/// <summary>TorchSharp has no autocast.</summary>
public sealed class PrecisionRefusalTests
{
    [Fact]
    public void Less_than_float32_is_refused_and_leaves_the_model_as_it_was()
    {
        using var model = new MedClipModel(Small.All["vit"], new SeedSequence(1));
        Should.Throw<InvalidInputException>(() => model.UseForInference(new InferenceOptions { Precision = NumericPrecision.BFloat16 })).Message.ShouldContain("float32");
        model.IsForInference.ShouldBeFalse();
        model.train();
    }
}
