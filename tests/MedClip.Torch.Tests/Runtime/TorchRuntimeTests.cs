using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class TorchRuntimeTests
{
    [Fact]
    public void A_description_says_what_was_loaded_and_set()
    {
        TorchDescription found = TorchRuntime.Describe();
        found.TorchVersion.ShouldBe(torch.__version__);
        found.NativeLibraryPath.ShouldContain("libmedclip_torch");
        found.TorchPath.ShouldContain("libtorch_cpu");
        found.Threads.ShouldBe(get_num_threads());
        found.Settings.ShouldContain(s => s.StartsWith("threads=", StringComparison.Ordinal));
        found.Settings.ShouldContain(s => s.StartsWith("GOMP_SPINCOUNT", StringComparison.Ordinal));
        found.Attempts.ShouldContain(a => a.Reason == "loaded");
        found.MissingOperators.ShouldAllBe(m => m.Replacement != null);
        found.AutomaticPrecision.ShouldBe(found.HasAmx || found.HasAvx512BFloat16 ? "bf16" : "fp32");
        found.ToString().ShouldContain($"libtorch {found.TorchVersion}");
    }

    [Fact]
    public void Matrix_products_are_right()
    {
        GemmCheck check = TorchRuntime.CheckGemm(256);
        check.IsCorrect.ShouldBeTrue($"largest error {check.LargestError}");
        check.GigaFlops.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_reference_blas_comes_with_its_remedy()
    {
        TorchRuntime.BlasVerdict("", "/usr/lib/libblas.so.3").Remedy.ShouldNotBeNull().ShouldContain("libopenblas0-openmp");
        TorchRuntime.BlasVerdict("OpenBLAS 0.3.21", "/usr/lib/libblas.so.3").ShouldBe(("OpenBLAS 0.3.21", null));
        TorchRuntime.BlasVerdict("", "").Remedy.ShouldBeNull();
    }

    [Fact]
    public void Settings_follow_the_environment()
    {
        var environment = new Dictionary<string, string?> { ["MEDCLIP_MALLOC"] = "default", ["GOMP_SPINCOUNT"] = "77", ["MEDCLIP_THREADS"] = "1", ["MEDCLIP_DENORMALS"] = "keep", ["MEDCLIP_KERNELS"] = "off" };
        int threads = get_num_threads();
        var settings = new MachineSettings(environment.GetValueOrDefault);
        settings.BeforeLoading();
        settings.AfterLoading(TorchRuntime.Api);
        settings.Applied.ShouldBe([
            "GOMP_SPINCOUNT=77 (from the environment)", "malloc left as it is (MEDCLIP_MALLOC=default)", "threads=1", "no kernels (MEDCLIP_KERNELS=off)", "denormals kept (MEDCLIP_DENORMALS=keep)"]);
        get_num_threads().ShouldBe(1);
        set_num_threads(threads);
    }

    [Fact]
    public void Every_thread_computes_with_the_threads_that_were_asked_for_last()
    {
        int threads = get_num_threads();
        OnAnotherThread().ShouldBe(threads);
        set_num_threads(threads + 1);
        OnAnotherThread().ShouldBe(threads + 1);
        set_num_threads(threads);
        OnAnotherThread().ShouldBe(threads);

        static int OnAnotherThread()
        {
            int found = 0;
            var thread = new Thread(() => found = get_num_threads());
            thread.Start();
            thread.Join();
            return found;
        }
    }

    [Fact]
    public void Denormals_are_flushed_on_every_thread_that_computes()
    {
        float result = 1;
        var thread = new Thread(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            result = (full(1, 1e-20f) * 1e-20f).item<float>();
        });
        thread.Start();
        thread.Join();
        result.ShouldBe(0);
    }

    [Fact]
    public void Autocast_lowers_products_inside_its_scope_only()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = randn(4, 4);
        Autocast.IsEnabled().ShouldBeFalse();
        using (Autocast.Enter(ScalarType.BFloat16))
        {
            a.mm(a).dtype.ShouldBe(ScalarType.BFloat16);
            using (Autocast.Disable())
            {
                a.mm(a).dtype.ShouldBe(ScalarType.Float32);
            }
            Autocast.IsEnabled().ShouldBeTrue();
        }
        a.mm(a).dtype.ShouldBe(ScalarType.Float32);
    }

    [Fact]
    public void Autocast_is_left_when_an_exception_leaves_it()
    {
        Should.Throw<InvalidOperationException>(() =>
        {
            using IDisposable autocast = Autocast.Enter(ScalarType.BFloat16);
            throw new InvalidOperationException();
        });
        Autocast.IsEnabled().ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Autocast.Enter(ScalarType.Float16)).Message.ShouldContain("BFloat16");
    }

    [Fact]
    public void What_replaces_missing_operators_computes_the_same()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor q = randn([2, 3, 4], ScalarType.Float64);
        Tensor k = randn([2, 5, 4], ScalarType.Float64);
        Tensor v = randn([2, 5, 6], ScalarType.Float64);
        Tensor scores = q.bmm(k.transpose(1, 2)) / 2;
        Run("aten::scaled_dot_product_attention", q, k, v).allclose(scores.softmax(-1).bmm(v)).ShouldBeTrue();
        Tensor mask = ones(3, 5, ScalarType.Bool).tril();
        Tensor masked = scores.masked_fill(mask.logical_not(), double.NegativeInfinity).softmax(-1).bmm(v);
        Run("aten::scaled_dot_product_attention", q, k, v, mask).allclose(masked).ShouldBeTrue();
        Run("aten::scaled_dot_product_attention", q, k, v, Arg.None, 0.0, true).allclose(masked).ShouldBeTrue();
        Run("aten::rms_norm", q, new long[] { 4 }, full(4, 2.0, ScalarType.Float64), 0.5).allclose(2 * q / q.square().mean([-1L], true).add(0.5).sqrt()).ShouldBeTrue();
        Run("aten::_unsafe_index.Tensor", q, new Tensor?[] { tensor(new long[] { 1 }) }).allclose(q[1..2]).ShouldBeTrue();

        static Tensor Run(string name, params Arg[] args) => Decompositions.For(name)!.Compute(args);
    }

    [Fact]
    public void Deterministic_algorithms_are_a_scope()
    {
        using (use_deterministic_algorithms())
        {
            are_deterministic_algorithms_enabled().ShouldBeTrue();
        }
        are_deterministic_algorithms_enabled().ShouldBeFalse();
    }
}
