using MedClip.Torch;

namespace TorchSharp;

/// <summary>The search for the operation that made a gradient NaN, until it is disposed.</summary>
public class AnomalyMode : IDisposable
{
    private readonly (bool Enabled, bool CheckNaN) before = Read();
    private bool left;

    /// <summary>Switches the search on or off.</summary>
    /// <param name="enabled">Whether it is on.</param>
    /// <param name="check_nan">Stop at NaN.</param>
    public AnomalyMode(bool enabled, bool check_nan = true) => Write(enabled, check_nan);

    /// <summary>Whether the search is on.</summary>
    public static bool IsEnabled => Read().Enabled;

    /// <summary>Whether it stops at NaN.</summary>
    public static bool ShouldCheckNaN => Read().CheckNaN;

    /// <summary>Restores what was there before.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Restores what was there before.</summary>
    /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !left)
        {
            left = true;
            Write(before.Enabled, before.CheckNaN);
        }
    }

    private static unsafe (bool Enabled, bool CheckNaN) Read()
    {
        int enabled, check;
        TorchRuntime.Api.Check(TorchRuntime.Api.AnomalyGet(&enabled, &check));
        return (enabled != 0, check != 0);
    }

    private static unsafe void Write(bool enabled, bool check) =>
        TorchRuntime.Api.Check(TorchRuntime.Api.AnomalySet(enabled ? 1 : 0, check ? 1 : 0));
}
