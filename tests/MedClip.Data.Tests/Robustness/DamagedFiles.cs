using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace MedClip.Data;

/// <summary>
/// Files damaged from a seed: each must be read or refused by name, nothing else happens. <c>./build.sh fuzz pictures|dicom|tables N SEED</c> runs N of one kind and
/// prints what came of them.
/// </summary>
internal static class DamagedFiles
{
    private static readonly ulong Seed = (ulong)Number("MEDCLIP_FUZZ_SEED", 1);

    /// <summary>The limits that files are read under.</summary>
    public static PictureLimits Limits { get; } = new() { MaxPixels = 1 << 20, MaxFileBytes = 1 << 22 };

    /// <summary>Damages whole files in turn and reads them; gives how many.</summary>
    public static int Read(ITestOutputHelper output, string what, byte[][] files, int usual, Action<byte[]> read)
    {
        int cases = Number("MEDCLIP_FUZZ_CASES", usual);
        SeedSequence seed = new SeedSequence(Seed).For(what);
        int refused = 0;
        var slowest = TimeSpan.Zero;
        for (int i = 0; i < cases; i++)
        {
            SplitMix64 random = seed.At(i).ToRandom();
            byte[] file = Mutation.Of(files[random.Next(files.Length)], files[random.Next(files.Length)], random);
            long start = Stopwatch.GetTimestamp();
            try
            {
                read(file);
            }
            catch (Exception e) when (e is InvalidInputException or RefusedPictureException)
            {
                e.Message.ShouldNotBeNullOrWhiteSpace();
                refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"case {i} of {what}, seed {Seed}: {e.GetType().Name}: {e.Message}", e);
            }

            TimeSpan time = Stopwatch.GetElapsedTime(start);
            slowest = time > slowest ? time : slowest;
        }

        output.WriteLine($"{what}: {cases} cases from seed {Seed}, {cases - refused} read, {refused} refused, the slowest took {slowest.TotalMilliseconds:0} ms");
        return cases;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
