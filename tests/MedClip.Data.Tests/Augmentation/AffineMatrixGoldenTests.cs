using System.Text.Json;

namespace MedClip.Data;

[Trait("Category", "Fixtures")]
public sealed class AffineMatrixGoldenTests
{
    [SkippableFact]
    public void The_matrices_of_torchvision_are_met()
    {
        string file = SharedFolder.RequireFixture("preprocessing/augment.json");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(file));
        int compared = 0;
        foreach (JsonElement golden in goldens.RootElement.GetProperty("ops").EnumerateArray().Where(op => op.TryGetProperty("matrix", out _)))
        {
            int side = golden.GetProperty("size")[0].GetInt32();
            int[] shift = [.. golden.GetProperty("translate").EnumerateArray().Select(number => number.GetInt32())];
            AugmentationDraw draw = AugmentationDraw.Identity with
            {
                Angle = golden.GetProperty("angle").GetDouble(),
                Scale = golden.GetProperty("scale").GetDouble(),
                TranslateX = shift[0] / (double)side,
                TranslateY = shift[1] / (double)side,
            };
            double[] expected = [.. golden.GetProperty("matrix").EnumerateArray().Select(number => number.GetDouble())];
            foreach (AugmentationSpec spec in new[] { AugmentationSpec.None, AugmentationSpec.None with { CropFirst = false } })
            {
                AffineMatrix actual = AugmentationGeometry.OutputToFilm(spec, draw, side, side, side, side);
                double[] numbers = [actual.A, actual.B, actual.C, actual.D, actual.E, actual.F];
                numbers.ShouldBe(expected, 1e-9);
            }

            compared++;
        }

        compared.ShouldBeGreaterThan(0);
    }
}
