using MedClip.Torch;

namespace TorchSharp;

/// <content>Modes of the calling thread, and dispose scopes.</content>
public static partial class torch
{
    /// <summary>The innermost open dispose scope of the calling thread; null if there is none.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current.Innermost;

    /// <summary>Opens a scope that disposes the tensors made in it. Do not <c>await</c> inside.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Open();

    /// <summary>Computes one tensor in a scope of its own: everything else made on the way is disposed.</summary>
    /// <param name="expr">The computation.</param>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using DisposeScope scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>Records no history until the result is disposed.</summary>
    public static IDisposable no_grad() => set_grad_enabled(false);

    /// <summary>Records history, or not, until the result is disposed.</summary>
    /// <param name="enabled">Whether to record.</param>
    public static IDisposable enable_grad(bool enabled = true) => set_grad_enabled(enabled);

    /// <summary>Records history, or not, until the result is disposed.</summary>
    /// <param name="mode">Whether to record.</param>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeScope(mode);

    /// <summary>Whether history is recorded.</summary>
    public static unsafe bool is_grad_enabled() => TorchRuntime.Api.GradMode() != 0;

    /// <summary>Makes tensors that can never take part in recorded operations, which is faster, until the result is disposed.</summary>
    /// <param name="mode">Whether to do so.</param>
    public static IDisposable inference_mode(bool mode = true) => new InferenceModeScope(mode);

    /// <summary>Whether inference mode is on.</summary>
    public static unsafe bool is_inference_mode_enabled() => TorchRuntime.Api.InferenceMode() != 0;

    /// <summary>The number of threads an operation uses.</summary>
    public static unsafe int get_num_threads() => TorchRuntime.Api.Threads();

    /// <summary>Sets the number of threads an operation uses.</summary>
    /// <param name="num">At least 1.</param>
    public static unsafe void set_num_threads(int num) => TorchRuntime.Api.Check(TorchRuntime.Api.SetThreads(num));

    /// <summary>The number of threads for independent operations.</summary>
    public static unsafe int get_num_interop_threads() => TorchRuntime.Api.InteropThreads();

    /// <summary>Sets the number of threads for independent operations; possible once, before the first of them.</summary>
    /// <param name="num">At least 1.</param>
    public static unsafe void set_num_interop_threads(int num) => TorchRuntime.Api.Check(TorchRuntime.Api.SetInteropThreads(num));

    /// <summary>Makes operations deterministic, or says which cannot be, until the result is disposed.</summary>
    /// <param name="mode">Whether to do so.</param>
    /// <param name="warn_only">Warn rather than throw where an operation has no deterministic form.</param>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false) => new DeterministicScope(mode, warn_only);

    /// <summary>Whether operations must be deterministic.</summary>
    public static bool are_deterministic_algorithms_enabled() => DeterministicScope.Read().Enabled;

    private sealed unsafe class GradModeScope : IDisposable
    {
        private readonly bool before = is_grad_enabled();
        private readonly int thread = Environment.CurrentManagedThreadId;
        private bool left;

        public GradModeScope(bool mode) => Set(mode);

        public void Dispose()
        {
            if (!left)
            {
                ThreadBound.Require(thread, "no_grad");
                left = true;
                Set(before);
            }
        }

        private static void Set(bool mode) => TorchRuntime.Api.Check(TorchRuntime.Api.SetGradMode(mode ? 1 : 0));
    }

    private sealed unsafe class InferenceModeScope : IDisposable
    {
        private readonly int thread = Environment.CurrentManagedThreadId;
        private nint guard;

        public InferenceModeScope(bool mode)
        {
            nint made;
            TorchRuntime.Api.Check(TorchRuntime.Api.InferenceEnter(mode ? 1 : 0, &made));
            guard = made;
        }

        public void Dispose()
        {
            if (guard != 0)
            {
                ThreadBound.Require(thread, "inference_mode");
                TorchRuntime.Api.Check(TorchRuntime.Api.InferenceExit(guard));
                guard = 0;
            }
        }
    }

    private sealed unsafe class DeterministicScope : IDisposable
    {
        private readonly (bool Enabled, bool WarnOnly) before = Read();
        private bool left;

        public DeterministicScope(bool mode, bool warnOnly) => Write(mode, warnOnly);

        public static (bool Enabled, bool WarnOnly) Read()
        {
            int enabled, warn;
            TorchRuntime.Api.Check(TorchRuntime.Api.Deterministic(&enabled, &warn, 0));
            return (enabled != 0, warn != 0);
        }

        public void Dispose()
        {
            if (!left)
            {
                left = true;
                Write(before.Enabled, before.WarnOnly);
            }
        }

        private static void Write(bool mode, bool warnOnly)
        {
            int enabled = mode ? 1 : 0;
            int warn = warnOnly ? 1 : 0;
            TorchRuntime.Api.Check(TorchRuntime.Api.Deterministic(&enabled, &warn, 1));
        }
    }
}
