using System.Globalization;
using MedClip.Knowledge.Fuzz;

// ./build.sh fuzz labels [--inputs 1000000] [--seed 1] [--threads N] [--only INDEX]
var options = new FuzzOptions();
for (int i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || !long.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out long value) || options.With(args[i], value) is not { } changed)
    {
        Console.Error.WriteLine("usage: ./build.sh fuzz labels [--inputs N] [--seed N] [--threads N] [--only INDEX]");
        return 2;
    }

    options = changed;
}

FuzzReport report = new FuzzRun(options).Execute(line => Console.Error.WriteLine(line));
Console.WriteLine(report);
return report.Failures.Count == 0 ? 0 : 1;
