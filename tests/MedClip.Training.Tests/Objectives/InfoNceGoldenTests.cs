using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

[Trait("Category", "Fixtures")]
public sealed class InfoNceGoldenTests
{
    [SkippableFact]
    public void Agrees_with_open_clip_a_bias_of_all_logits_included()
    {
        LossCase[] cases = [.. LossCase.In(Golden.Open("losses/info_nce.json").GetProperty("cases"))];
        cases.ShouldNotBeEmpty();
        foreach (LossCase golden in cases)
        {
            golden.Check(new InfoNceObjective(), embeddings => nn.functional.normalize(embeddings));
        }
    }
}
