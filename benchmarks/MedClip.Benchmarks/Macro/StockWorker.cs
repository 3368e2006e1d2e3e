using System.Globalization;
using MedClip.Benchmarks.Kernels;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Benchmarks.Training;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>
/// Stock computations in a process of their own, on a machine as it comes: malloc, OpenMP and denormals are left as they are. Lines are <c>forward MODEL COUNT fp32|bf16</c> and
/// <c>optimizer full|tiny</c>, answered with milliseconds.
/// </summary>
internal static class StockWorker
{
    /// <summary>Starts such a process.</summary>
    public static Worker Start() => Worker.Self(["stock-worker"], StepWorker.Untouched);

    /// <summary>Its body.</summary>
    public static void Serve()
    {
        using IDisposable noGradient = no_grad();
        (string Key, IDisposable What)? current = null;
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            string key = string.Join(' ', words.Take(3));
            if (current?.Key != key)
            {
                current?.What.Dispose();
                current = (key, words[0] == "optimizer" ? new OptimizerScenario(words[1] == "full") : new StockForward(words[1], int.Parse(words[2], CultureInfo.InvariantCulture)));
            }

            double time = Turns.Wall(current.Value.What is StockForward forward ? () => forward.Run(words[3] == "bf16") : ((OptimizerScenario)current.Value.What).Stock);
            Console.WriteLine(time.ToString(CultureInfo.InvariantCulture));
        }

        current?.What.Dispose();
    }
}
