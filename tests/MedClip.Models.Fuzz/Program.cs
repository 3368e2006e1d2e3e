using System.Globalization;
using MedClip.Models.Fuzz;

// ./build.sh fuzz checkpoints [CASES] [--seed N] [--first N] [--files FOLDER]
var options = new FuzzOptions();
string[] rest = args;
static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
if (rest is [var cases, ..] && Whole(cases) is > 0 and { } count)
{
    options = options with { Cases = count };
    rest = rest[1..];
}

for (int i = 0; i < rest.Length; i += 2)
{
    options = i + 1 == rest.Length ? null! : rest[i] switch
    {
        "--seed" when Whole(rest[i + 1]) is { } seed => options with { Seed = (ulong)seed },
        "--first" when Whole(rest[i + 1]) is { } first => options with { First = first },
        "--files" when Directory.Exists(rest[i + 1]) => options with { Files = Path.GetFullPath(rest[i + 1]) },
        _ => null!,
    };
    if (options is null)
    {
        Console.Error.WriteLine("usage: ./build.sh fuzz checkpoints [CASES] [--seed N] [--first N] [--files FOLDER]");
        return 2;
    }
}

// In memory where there is a file system for it. The current folder is an empty one, so that a payload's file is seen.
string scratch = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"medclip-fuzz-{Guid.NewGuid():N}");
string here = Directory.CreateDirectory(Path.Combine(scratch, "here")).FullName;
string work = Directory.CreateDirectory(Path.Combine(scratch, "work")).FullName;
Directory.SetCurrentDirectory(here);
FuzzReport report = new FuzzRun(options).Execute(work, line => Console.Error.WriteLine(line));
Console.WriteLine(report);
Directory.SetCurrentDirectory(Path.GetTempPath());
Directory.Delete(scratch, recursive: true);
return report.Failures.Count == 0 ? 0 : 1;
