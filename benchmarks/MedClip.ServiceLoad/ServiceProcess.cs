using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MedClip.ServiceLoad;

/// <summary>The service sample in a process of its own, on a port that the system chose.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(Process process) => this.process = process;

    public Uri Address => listening.Task.Result;

    /// <summary>All that the service has written.</summary>
    public string Log
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    /// <summary>Resident memory, MB.</summary>
    public double MemoryMegabytes => File.ReadLines($"/proc/{process.Id}/status").Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024).First();

    public static async Task<ServiceProcess> StartAsync(string checkpoint, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "ZeroShotService.dll"), "--urls", "http://127.0.0.1:0", $"--Model:Checkpoint={checkpoint}", .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        var service = new ServiceProcess(Process.Start(start)!);
        service.process.OutputDataReceived += (_, e) => service.Read(e.Data);
        service.process.ErrorDataReceived += (_, e) => service.Read(e.Data);
        service.process.EnableRaisingEvents = true;
        service.process.Exited += (_, _) => service.listening.TrySetException(new InvalidOperationException("the service ended"));
        service.process.BeginOutputReadLine();
        service.process.BeginErrorReadLine();
        try
        {
            await service.listening.Task.WaitAsync(TimeSpan.FromMinutes(2));
            return service;
        }
        catch (Exception e)
        {
            await service.DisposeAsync();
            throw new InvalidOperationException($"the service did not start:\n{service.Log}", e);
        }
    }

    /// <summary>Waits for a process that ends by itself.</summary>
    public static async Task<(int ExitCode, string Log)> RunToEndAsync(string checkpoint, params string[] settings)
    {
        try
        {
            await using ServiceProcess service = await StartAsync(checkpoint, settings);
            throw new InvalidOperationException("the service started");
        }
        catch (InvalidOperationException e) when (e.InnerException is InvalidOperationException)
        {
            return (1, e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Add(line);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
