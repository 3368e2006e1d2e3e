namespace MedClip.Data;

public sealed class LeakCheckerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Patients_studies_copies_and_look_alikes_are_found_across_tables()
    {
        PixelImage film = Film(1);
        folder.Write("a1.png", film);
        folder.Write("a2.png", Film(2));
        folder.Write("a3.png", Film(3));
        folder.Write("b1.png", film);
        folder.Write("b2.png", Resampler.Resize(Film(2), 90, 90, ResampleFilter.Bicubic));
        folder.Write("b3.png", Film(4));
        string a = folder.Write("a.csv", "image,patient,study\na1.png,1,s1\na2.png,2,s2\na3.png,3,s3\n");
        string b = folder.Write("b.csv", "image,patient,study\nb1.png,7,s7\nb2.png,8,s8\nb3.png,3,s3\n");
        LeakReport report = LeakChecker.Check([ImageTable.Load(a), ImageTable.Load(b)], new LeakOptions());
        report.Leaks.Select(leak => (leak.Kind, leak.First, leak.Second)).ShouldBe(
            [(LeakKind.Patient, "a3.png", "b3.png"), (LeakKind.Study, "a3.png", "b3.png"), (LeakKind.SameFile, "a1.png", "b1.png"), (LeakKind.NearDuplicate, "a2.png", "b2.png")]);
    }

    [Fact]
    public void Splits_of_one_table_are_compared()
    {
        string table = folder.Write("a.csv", "image,patient,split\na.png,1,train\nb.png,1,train\nc.png,1,test\nd.png,2,test\n");
        ImageTable films = ImageTable.Load(table, null, new ImageTableOptions { MissingFiles = MissingFiles.DoNotCheck });
        LeakReport report = LeakChecker.Check([films], new LeakOptions { Pixels = false });
        report.Leaks.Single().ShouldBe(new Leak(LeakKind.Patient, "1", "a.png", "train", "c.png", "test"));
        LeakChecker.Check([films], new LeakOptions()).Unreadable.Count.ShouldBe(4);
        Should.Throw<InvalidInputException>(() => LeakChecker.Check([films.Select([0, 1])], new LeakOptions()));
    }

    [Fact]
    public void Every_near_pair_of_many_is_found()
    {
        var random = new SplitMix64(1);
        PerceptualHash[] hashes = [.. Enumerable.Range(0, 3000).Select(_ => new PerceptualHash(random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()))];
        for (int i = 0; i < 100; i++)
        {
            PerceptualHash copy = hashes[i];
            ulong[] words = [copy.A, copy.B, copy.C, copy.D];
            for (int flip = 0; flip < 8; flip++)
            {
                words[random.Next(4)] ^= 1UL << random.Next(64);
            }

            hashes[1000 + i] = new PerceptualHash(words[0], words[1], words[2], words[3]);
        }

        NearDuplicates.Find(hashes, 8, (_, _) => true).ShouldBe([.. Enumerable.Range(0, 100).Select(i => (i, 1000 + i))]);
        NearDuplicates.Find(hashes, 8, (i, j) => i % 2 == 0).Count.ShouldBe(50);
    }

    public void Dispose() => folder.Dispose();

    // Smooth random hills: unlike each other, and alike after rescaling.
    private static PixelImage Film(ulong seed)
    {
        var random = new SplitMix64(seed);
        var coarse = new byte[64];
        for (int i = 0; i < coarse.Length; i++)
        {
            coarse[i] = (byte)random.Next(256);
        }

        return Resampler.Resize(new PixelImage(8, 8, 8, coarse), 128, 128, ResampleFilter.Bicubic);
    }
}
