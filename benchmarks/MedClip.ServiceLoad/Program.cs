// Loads the service sample: MedClip.ServiceLoad [--requests 10000] [--parallel 32] [--concurrency 2] [--queue 64] [--seed 1] [--checkpoint RUN]
using System.Globalization;
using MedClip.ServiceLoad;

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
int Number(string name, int otherwise) => int.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

using var model = new DemoModel();
await using ServiceProcess service = await ServiceProcess.StartAsync(
    Option("--checkpoint", model.Path), "--Limits:PerMinute=1000000", $"--Limits:Concurrency={Number("--concurrency", 2)}", $"--Limits:Queue={Number("--queue", 64)}");
var plan = new LoadPlan { Requests = Number("--requests", 10_000), Parallel = Number("--parallel", 32), Seed = (ulong)Number("--seed", 1) };
LoadResult result = await LoadRun.RunAsync(service, plan, Console.WriteLine);
Console.WriteLine(result);
return result.Unexpected == 0 ? 0 : 1;
