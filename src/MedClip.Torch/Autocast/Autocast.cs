using TorchSharp;

namespace MedClip.Torch;

/// <summary>
/// Automatic mixed precision for a stretch of code: matrix products and convolutions run in the lower type, and what needs
/// range stays in float32, as libtorch's autocast arranges it. The scope restores what was there before, also on exceptions.
/// </summary>
/// <example><code>
/// using (Autocast.Enter(ScalarType.BFloat16))
/// {
///     features = model.call(pixels);
/// }
/// </code></example>
public static unsafe class Autocast
{
    /// <summary>Enters autocast on the calling thread until the returned scope is disposed, on that thread.</summary>
    /// <param name="type">BFloat16, or Float16 (CUDA only).</param>
    /// <param name="device">CPU unless named.</param>
    /// <param name="enabled">False switches autocast off inside the scope.</param>
    /// <param name="cacheWeights">Keep casts of leaf weights until the outermost scope is left.</param>
    /// <exception cref="ArgumentException">The type is not one that the device's autocast knows.</exception>
    public static IDisposable Enter(torch.ScalarType type, torch.Device? device = null, bool enabled = true, bool cacheWeights = true)
    {
        DeviceType deviceType = device?.type ?? DeviceType.CPU;
        if (type is not (torch.ScalarType.BFloat16 or torch.ScalarType.Float16) || (type == torch.ScalarType.Float16 && deviceType == DeviceType.CPU))
        {
            throw new ArgumentException($"autocast on {deviceType} cannot use {type}: use BFloat16{(deviceType == DeviceType.CPU ? "" : " or Float16")}", nameof(type));
        }
        return new Scope(deviceType, type, enabled, cacheWeights);
    }

    /// <summary>Switches autocast off for a stretch of code, such as a loss that must be computed in float32.</summary>
    /// <param name="device">CPU unless named.</param>
    public static IDisposable Disable(torch.Device? device = null) => Enter(torch.ScalarType.BFloat16, device, enabled: false);

    /// <summary>Whether autocast is on, on the calling thread.</summary>
    /// <param name="device">CPU unless named.</param>
    public static bool IsEnabled(torch.Device? device = null) => Read(device?.type ?? DeviceType.CPU).Enabled;

    /// <summary>The type that autocast computes in, on the calling thread; null where it is off.</summary>
    /// <param name="device">CPU unless named.</param>
    public static torch.ScalarType? TypeOn(torch.Device? device = null) =>
        Read(device?.type ?? DeviceType.CPU) is { Enabled: true } now ? (torch.ScalarType)now.Type : null;

    private static (bool Enabled, int Type, bool Cache) Read(DeviceType device)
    {
        int enabled, type, cache;
        TorchRuntime.Api.Check(TorchRuntime.Api.AutocastGet((int)device, &enabled, &type, &cache));
        return (enabled != 0, type, cache != 0);
    }

    private static void Write(DeviceType device, bool enabled, int type, bool cache) =>
        TorchRuntime.Api.Check(TorchRuntime.Api.AutocastSet((int)device, enabled ? 1 : 0, type, cache ? 1 : 0));

    private sealed class Scope : IDisposable
    {
        private readonly DeviceType device;
        private readonly (bool Enabled, int Type, bool Cache) before;
        private readonly int thread = Environment.CurrentManagedThreadId;
        private bool left;

        public Scope(DeviceType device, torch.ScalarType type, bool enabled, bool cache)
        {
            this.device = device;
            before = Read(device);
            TorchRuntime.Api.Check(TorchRuntime.Api.AutocastEnter());
            Write(device, enabled, (int)type, cache);
        }

        public void Dispose()
        {
            if (left)
            {
                return;
            }
            ThreadBound.Require(thread, "autocast");
            left = true;
            TorchRuntime.Api.Check(TorchRuntime.Api.AutocastLeave());
            Write(device, before.Enabled, before.Type, before.Cache);
        }
    }
}
