using MedClip.Data;
using MedClip.Models;

namespace MedClip.Accuracy;

/// <summary>
/// The first table's films against the same films inverted and turned and against pictures of kinds that no gate was fitted against (<see cref="HeldBackPictures"/>): AUC and the share refused at the gate's
/// threshold. Then the share of each table's films that is refused.
/// </summary>
internal static class GateAccuracy
{
    private const int PicturesOfKind = 200;

    public static int Run(string[] args)
    {
        if (args.Length < 3 || args.Length % 2 == 0)
        {
            Console.Error.WriteLine("usage: accuracy gate CKPT FILMS ROOT [FILMS ROOT …]: a checkpoint with a gate, and tables of films, each with the folder that its paths start from");
            return 2;
        }

        FilmGate gate = Checkpoint.ReadManifest(args[0]).Gate ?? throw new InvalidInputException($"{args[0]} has no gate; fit one: medclip gate {args[0]} --images FILMS --fit");
        Console.WriteLine($"gate: fitted on {gate.Films} films of {gate.Data}; threshold {gate.Threshold:0.00} refuses {gate.HeldOutRefused:P1} of {gate.HeldOut} held out");
        PixelImage[][] films = [.. Enumerable.Range(0, (args.Length - 1) / 2).Select(i => Read(args[1 + (2 * i)], args[2 + (2 * i)]))];
        double[] good = [.. films[0].Select(Score)];
        Show("inverted", films[0].Select(film => Transformed(film, 0)));
        foreach (int quarters in (int[])[1, 2, 3])
        {
            Show($"turned by {quarters * 90}°", films[0].Select(film => Transformed(film, quarters)));
        }

        foreach ((string set, Func<SplitMix64, PixelImage>[] kinds) in HeldBackPictures.Sets)
        {
            foreach (Func<SplitMix64, PixelImage> kind in kinds)
            {
                Show($"{set}: {kind.Method.Name}", Drawn(kind));
            }

            Show(set, kinds.SelectMany(Drawn));
        }

        for (int i = 0; i < films.Length; i++)
        {
            double[] scores = [.. films[i].Select(Score)];
            Console.WriteLine($"films of {args[1 + (2 * i)]}: {scores.Count(score => score < gate.Threshold)} of {scores.Length} refused ({scores.Count(score => score < gate.Threshold) / (double)scores.Length:P1})");
        }

        return 0;

        double Score(PixelImage picture) => gate.Score(FilmThumbnail.Of(picture));

        void Show(string set, IEnumerable<PixelImage> pictures)
        {
            double[] bad = [.. pictures.Select(Score)];
            Console.WriteLine($"  {set,-28} AUC {Auc(good, bad):0.0000}  refused {bad.Count(score => score < gate.Threshold) / (double)bad.Length:P1}");
        }
    }

    private static IEnumerable<PixelImage> Drawn(Func<SplitMix64, PixelImage> kind) =>
        Enumerable.Range(0, PicturesOfKind).Select(i => kind(new SeedSequence(1234).For(kind.Method.Name).At(i).ToRandom()));

    private static PixelImage[] Read(string table, string root)
    {
        var reader = new ImageReader();
        return [.. ImageTable.LoadOrList(table, root, new ImageTableOptions { DuplicatePaths = DuplicatePaths.KeepFirst }).Select(film => reader.Read(film.Path))];
    }

    private static double Auc(double[] good, double[] bad)
    {
        double[] sorted = [.. bad.Order()];
        double below = 0;
        foreach (double score in good)
        {
            int at = Array.BinarySearch(sorted, score);
            below += at >= 0 ? at : ~at;
        }

        return below / ((double)good.Length * bad.Length);
    }

    // Inverted (0), or turned clockwise by quarters.
    private static PixelImage Transformed(PixelImage film, int quarters)
    {
        PixelImage eight = film.ScaleTo8Bits();
        byte[] pixels = eight.Pixels8.ToArray();
        if (quarters == 0)
        {
            return new PixelImage(eight.Width, eight.Height, 8, [.. pixels.Select(pixel => (byte)(255 - pixel))]);
        }

        (int width, int height) = (eight.Width, eight.Height);
        for (int turn = 0; turn < quarters; turn++)
        {
            var turned = new byte[pixels.Length];
            for (int y = 0; y < width; y++)
            {
                for (int x = 0; x < height; x++)
                {
                    turned[(y * height) + x] = pixels[((height - 1 - x) * width) + y];
                }
            }

            (pixels, width, height) = (turned, height, width);
        }

        return new PixelImage(width, height, 8, pixels);
    }
}
