using System.Diagnostics;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks;

/// <summary>
/// <c>bench [MODE [WORD…]] [--quick] [--resume] [--output FOLDER]</c>. Without a mode all run, each in a process of its own, and what each measured is written as soon as it is done,
/// so that a run which is cut off goes on with <c>--resume</c>. With one, its rows replace those that stand in the folder.
/// </summary>
internal sealed class BenchCommand
{
    private readonly List<string> words = [];
    private readonly bool resume;
    private readonly Effort effort = new(Quick: false);
    private readonly string? output;
    private readonly Mode? mode;

    private BenchCommand(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick": effort = new Effort(Quick: true); break;
                case "--resume": resume = true; break;
                case "--output" when i + 1 < args.Length: output = args[++i]; break;
                case ['-', ..]: throw new ArgumentException($"'{args[i]}' is no option; there are --quick, --resume and --output FOLDER.");
                default: words.Add(args[i]); break;
            }
        }

        mode = words.Count == 0 ? null : Mode.All.FirstOrDefault(mode => mode.Name == words[0])
            ?? throw new ArgumentException($"'{words[0]}' is no mode; there are {string.Join(", ", Mode.All.Select(mode => mode.Name))}.");
        output ??= effort.Quick ? null : Directory.Exists("benchmarks") ? "benchmarks" : throw new ArgumentException("There is no folder 'benchmarks' here: say --output FOLDER.");
    }

    /// <returns>0 when every row was measured or says why not, 1 when a mode failed, 2 for wrong use.</returns>
    public static int Run(string[] args)
    {
        BenchCommand command;
        try
        {
            command = new BenchCommand(args);
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine(error.Message);
            return 2;
        }

        try
        {
            return command.Run();
        }
        catch (InvalidInputException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private int Run()
    {
        if (effort.Quick)
        {
            // One thread: threads that wait for each other crawl on a machine that does other work as well.
            Environment.SetEnvironmentVariable("MEDCLIP_THREADS", Environment.GetEnvironmentVariable("MEDCLIP_THREADS") ?? "1");
        }

        if (output is not null)
        {
            return Measure(output);
        }

        // A quick run proves that modes run; its numbers say nothing and go.
        string folder = Directory.CreateTempSubdirectory("medclip-bench-quick-").FullName;
        try
        {
            return Measure(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private int Measure(string folder) => mode is null ? MeasureAll(folder) : Measure(mode, folder);

    private int Measure(Mode mode, string folder)
    {
        string commit = Commit.Of(Directory.GetCurrentDirectory());
        var results = new ResultRows(effort, Console.Out, row => row with { Commit = commit, Date = DateTimeOffset.UtcNow, Load = Machine.Load() });
        mode.Run(results, [.. words.Skip(1)]);
        ResultFile.Merge(ResultFile.Read(folder), Machine.OfProcess(), results.All).Write(folder);
        string[] missing = words.Count > 1 ? [] : [.. Goals.OfMode(mode.Name).Select(goal => goal.Id).Except(results.All.Select(row => row.Id))];
        Array.ForEach(missing, id => Console.Error.WriteLine($"{id} was not measured, and nothing says why."));
        return missing.Length == 0 ? 0 : 1;
    }

    private int MeasureAll(string folder)
    {
        string commit = Commit.Of(Directory.GetCurrentDirectory());
        var failed = new List<string>();
        foreach (Mode mode in Mode.All)
        {
            if (resume && ResultFile.Read(folder) is { } file && Goals.OfMode(mode.Name).All(goal => file.Rows.Any(row => row.Id == goal.Id && row.Commit == commit)))
            {
                Console.WriteLine($"== {mode.Name}: measured at {commit}");
                continue;
            }

            Console.WriteLine($"== {mode.Name}");
            string[] arguments = [mode.Name, "--output", folder, .. effort.Quick ? ["--quick"] : (string[])[]];
            using Process process = Process.Start(new ProcessStartInfo(SelfCommand.File, SelfCommand.Arguments(arguments)))!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                failed.Add(mode.Name);
            }
        }

        Console.WriteLine(failed.Count == 0 ? $"all {Mode.All.Count} modes ran{(effort.Quick ? "" : $": {Path.Combine(folder, ResultFile.PageName)}")}" : $"failed: {string.Join(", ", failed)}");
        return failed.Count == 0 ? 0 : 1;
    }
}
