using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>Towers that learned to see a bright spot somewhere on grey noise: where the score comes from is known, and covering it tells the same.</summary>
public sealed class HeatMapTests
{
    private const int Side = 64, Spot = 14, Width = 16;

    public static TheoryData<string> Towers => ["resnet", "swin", "vit", "clip-vit"];

    [SkippableTheory]
    [MemberData(nameof(Towers))]
    public void Maps_point_at_what_was_learned_and_agree_with_occlusion(string tower)
    {
        Skip.IfNot(tower != "resnet" || NarrowConvolutions.AreRight, NarrowConvolutions.Reason);
        using DisposeScope scope = NewDisposeScope();
        (MedClipModel model, Tensor direction) = Trained(tower);
        SplitMix64 random = new SeedSequence(77).ToRandom();
        const int Films = 12;
        int hits = 0;
        double agreement = 0;
        for (int film = 0; film < Films; film++)
        {
            (float[] pixels, int x, int y) = Draw(random, spot: true);
            Tensor input = tensor(pixels, [1, 1, Side, Side]);
            Tensor map = model.Vision.HeatMaps(input, direction);
            int side = (int)map.shape[1];
            float[] values = map.data<float>().ToArray();
            values.ShouldAllBe(value => value >= 0);

            int warmest = Array.IndexOf(values, values.Max());
            double cell = (double)Side / side, cx = ((warmest % side) + 0.5) * cell, cy = ((warmest / side) + 0.5) * cell;
            double margin = Math.Max(cell, Spot) * 0.75;
            hits += Math.Abs(cx - (x + (Spot / 2d))) <= margin && Math.Abs(cy - (y + (Spot / 2d))) <= margin ? 1 : 0;
            agreement += Correlation(Enlarged(values, side), Occlusion(model, pixels, direction)) / Films;
        }

        string measured = $"{tower}: {hits} of {Films} point at the spot, correlation with occlusion {agreement:0.00}";
        agreement.ShouldBeGreaterThan(0.2, measured);
        hits.ShouldBeGreaterThanOrEqualTo(Films * 2 / 3, measured);
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("swin")]
    [InlineData("vit")]
    [InlineData("clip-vit")]
    [InlineData("clip-resnet")]
    public void Places_pool_to_the_features_also_in_a_model_for_inference(string tower)
    {
        using DisposeScope scope = NewDisposeScope();
        MedClipModel model = Model(tower);
        model.eval();
        Tensor films = rand(3, model.Vision.Encoder.Channels, Side, Side);
        using (no_grad())
        {
            var encoder = (ISpatialEncoder)model.Vision.Encoder;
            Tensor places = encoder.EncodePlaces(films);
            double root = Math.Sqrt(places.shape[1] - encoder.LeadingTokens);
            (root - Math.Round(root)).ShouldBe(0);
            (encoder.PoolPlaces(places) - encoder.EncodeFeatures(films)).abs().max().item<float>().ShouldBeLessThan(1e-4f);
        }

        model.UseForInference();
        Tensor maps = model.Vision.HeatMaps(films, ones(model.ProjectionSize));
        maps.shape[0].ShouldBe(3);
        maps.isfinite().all().item<bool>().ShouldBeTrue();
        maps.requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_stays_alive_and_no_weight_gets_a_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        MedClipModel model = Model("vit");
        model.eval();
        Tensor films = rand(2, 1, Side, Side), direction = rand(model.ProjectionSize);
        using (Tensor first = model.Vision.HeatMaps(films, direction))
        {
        }

        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (Tensor again = model.Vision.HeatMaps(films, direction))
        {
            (DisposeScopeManager.Statistics.ThreadTotalLiveCount - before).ShouldBe(1);
        }

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
        model.parameters().Count(parameter => parameter.grad is not null).ShouldBe(0);
    }

    [Fact]
    public void A_tower_without_places_says_so()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(new NoPlaces(), EncoderFactory.Text(MedClipConfig.Film64 with { Text = Small.Text }), 4);
        Should.Throw<InvalidOperationException>(() => model.Vision.HeatMaps(rand(1, 1, 8, 8), rand(4))).Message.ShouldContain("ISpatialEncoder");
    }

    private static MedClipModel Model(string tower)
    {
        VisionConfig vision = tower switch
        {
            "resnet" => ResNetConfig.Film64 with { StemWidth = 8, Widths = [8, 16, 16, 32], Dropout = 0 },
            "swin" => SwinConfig.Film64 with { PatchSize = 4, EmbeddingSize = 16, Depths = [1, 1], Heads = [2, 2], DropPath = 0 },
            "vit" => VitConfig.Film64 with { HiddenSize = 32, Layers = 2, Heads = 2, IntermediateSize = 64, Dropout = 0 },
            "clip-vit" => new ClipVitConfig { ImageSize = Side, Channels = 1, PatchSize = 8, HiddenSize = 32, Layers = 2, Heads = 2, IntermediateSize = 64 },
            _ => new ClipResNetConfig { ImageSize = Side, Channels = 1, Layers = [1, 1, 1, 1], Width = 4, Heads = 2, OutputSize = Width },
        };
        return new MedClipModel(MedClipConfig.Film64 with { Text = Small.Text, Vision = vision, ProjectionSize = Width }, new SeedSequence(3));
    }

    // The unit embedding's product with the first axis learns to say whether there is a spot.
    private static (MedClipModel Model, Tensor Direction) Trained(string tower)
    {
        const int Steps = 150, Batch = 16;
        const float Scale = 10;
        MedClipModel model = Model(tower);
        float[] axis = new float[Width];
        axis[0] = Scale;
        Tensor direction = tensor(axis);
        SplitMix64 random = new SeedSequence(5).ToRandom();
        using var optimizer = optim.AdamW(model.Vision.parameters(), lr: 3e-3);
        model.train();
        for (int step = 0; step < Steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            var pixels = new List<float>();
            float[] labels = [.. Enumerable.Range(0, Batch).Select(i => (float)(i % 2))];
            foreach (float label in labels)
            {
                pixels.AddRange(Draw(random, label > 0).Pixels);
            }

            optimizer.zero_grad();
            Tensor scores = model.EncodeImages(tensor(pixels.ToArray(), [Batch, 1, Side, Side])).matmul(direction);
            nn.functional.binary_cross_entropy_with_logits(scores, tensor(labels)).backward();
            optimizer.step();
        }

        model.eval();
        return (model, direction);
    }

    private static (float[] Pixels, int X, int Y) Draw(SplitMix64 random, bool spot)
    {
        float[] pixels = [.. Enumerable.Range(0, Side * Side).Select(_ => (float)(0.15 * random.NextGaussian()))];
        int x = random.Next(Side - Spot), y = random.Next(Side - Spot);
        for (int i = 0; spot && i < Spot * Spot; i++)
        {
            pixels[((y + (i / Spot)) * Side) + x + (i % Spot)] += 2f;
        }

        return (pixels, x, y);
    }

    // How much the score falls when a block of 16 is covered, at 8 × 8 places.
    private static double[] Occlusion(MedClipModel model, float[] pixels, Tensor direction)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        var covered = new float[65 * Side * Side];
        for (int place = 0; place < 65; place++)
        {
            Span<float> film = covered.AsSpan(place * Side * Side, Side * Side);
            pixels.CopyTo(film);
            for (int i = 0; place < 64 && i < 16 * 16; i++)
            {
                int x = (place % 8 * 8) - 4 + (i % 16), y = (place / 8 * 8) - 4 + (i / 16);
                if (x is >= 0 and < Side && y is >= 0 and < Side)
                {
                    film[(y * Side) + x] = 0;
                }
            }
        }

        float[] scores = model.EncodeImages(tensor(covered, [65, 1, Side, Side])).matmul(direction).data<float>().ToArray();
        return [.. scores.Take(64).Select(score => (double)(scores[64] - score))];
    }

    private static double[] Enlarged(float[] values, int side) =>
    [
        .. Enumerable.Range(0, 64).Select(i =>
        {
            double x = (((i % 8) + 0.5) * side / 8) - 0.5, y = (((i / 8) + 0.5) * side / 8) - 0.5;
            int x0 = Math.Clamp((int)Math.Floor(x), 0, side - 1), y0 = Math.Clamp((int)Math.Floor(y), 0, side - 1), x1 = Math.Min(x0 + 1, side - 1), y1 = Math.Min(y0 + 1, side - 1);
            double fx = Math.Clamp(x - x0, 0, 1), fy = Math.Clamp(y - y0, 0, 1);
            return (((values[(y0 * side) + x0] * (1 - fx)) + (values[(y0 * side) + x1] * fx)) * (1 - fy)) + (((values[(y1 * side) + x0] * (1 - fx)) + (values[(y1 * side) + x1] * fx)) * fy);
        }),
    ];

    private static double Correlation(double[] a, double[] b)
    {
        (double ma, double mb) = (a.Average(), b.Average());
        double top = a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum();
        return top / Math.Sqrt((a.Sum(x => (x - ma) * (x - ma)) * b.Sum(x => (x - mb) * (x - mb))) + 1e-12);
    }

    private sealed class NoPlaces() : nn.Module(nameof(NoPlaces)), IImageEncoder
    {
        public int Channels => 1;

        public int FeatureSize => 4;

        public Tensor EncodeFeatures(Tensor pixels) => pixels.flatten(1).narrow(1, 0, 4).clone();
    }
}
