using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>The kernel of window attention against plain operators in double precision, values and gradients, on every level of instructions.</summary>
[Collection(KernelLevels.Name)]
public sealed class WindowAttentionTests
{
    /// <summary>Windows across, edge of a window, heads, size of a head, shift.</summary>
    public static TheoryData<string, int, int, int, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int, int, int, int>();
        foreach (string level in KernelLevels.Here)
        {
            data.Add(level, 2, 7, 3, 32, 3);
            data.Add(level, 1, 7, 2, 32, 0);
            data.Add(level, 3, 1, 1, 1, 0);
            data.Add(level, 2, 2, 2, 3, 1);
            data.Add(level, 2, 3, 1, 16, 1);
            data.Add(level, 2, 4, 2, 17, 2);
            data.Add(level, 1, 5, 4, 8, 0);
            data.Add(level, 2, 8, 1, 33, 4);
            data.Add(level, 1, 10, 1, 48, 0);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Values_and_gradients_are_those_of_plain_operators(string level, int across, int window, int heads, int size, int shift)
    {
        using IDisposable use = KernelLevels.Use(level);
        using DisposeScope scope = NewDisposeScope();
        var windows = new Windows(across, window, shift);
        manual_seed(3);
        Tensor[] inputs = Draw(2, windows.Length, heads, size, windows.Tokens);
        Tensor weights = randn([2, windows.Length, heads * size], ScalarType.Float64);
        Tensor[] expected = Results(windows.Plain(inputs, heads), inputs, weights);

        Tensor[] single = [.. inputs.Select(x => x.detach().@float().requires_grad_(true))];
        Tensor[] found = Results(windows.Kernel(single), single, weights.@float());
        Close(found, expected, 2e-6);

        Tensor[] half = [.. single.Select((x, i) => i == 3 ? x.detach().clone().requires_grad_(true) : x.detach().bfloat16().requires_grad_(true))];
        Tensor[] rounded = [.. half.Select(x => x.detach().@double().requires_grad_(true))];
        Close(Results(windows.Kernel(half), half, weights.bfloat16()), Results(windows.Plain(rounded, heads), rounded, weights.bfloat16().@double()), 6e-3);
    }

    [Fact]
    public void Without_gradients_the_values_are_the_same_bits()
    {
        using DisposeScope scope = NewDisposeScope();
        var windows = new Windows(2, 7, 3);
        Tensor[] inputs = [.. Draw(3, windows.Length, 2, 32, 49).Select(x => x.detach().@float().requires_grad_(true))];
        Tensor with = windows.Kernel(inputs);
        using IDisposable guard = no_grad();
        windows.Kernel(inputs).equal(with).all().item<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Rows_of_a_joint_projection_are_taken_where_they_lie()
    {
        using DisposeScope scope = NewDisposeScope();
        var windows = new Windows(2, 3, 1);
        Tensor joint = randn([2, 36, 3 * 16]);
        Tensor[] apart = [.. Enumerable.Range(0, 3).Select(i => joint.narrow(2, 16 * i, 16))];
        Tensor bias = randn([2, 9, 9]);
        windows.Kernel([.. apart, bias]).equal(windows.Kernel([.. apart.Select(x => x.contiguous()), bias])).all().item<bool>().ShouldBeTrue();
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using DisposeScope scope = NewDisposeScope();
        var windows = new Windows(3, 7, 3);
        Tensor weights = randn([2, windows.Length, 64]);
        Tensor[][] runs = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            int before = get_num_threads();
            set_num_threads(threads);
            manual_seed(5);
            Tensor[] inputs = [.. Draw(2, windows.Length, 2, 32, 49).Select(x => x.detach().@float().requires_grad_(true))];
            Tensor[] results = Results(windows.Kernel(inputs), inputs, weights[TensorIndex.Colon]);
            set_num_threads(before);
            return results;
        })];
        foreach (Tensor[] run in runs[1..])
        {
            run.Zip(runs[0]).ShouldAllBe(pair => pair.First.equal(pair.Second).all().item<bool>());
        }
    }

    [Fact]
    public void Nothing_but_the_result_stays()
    {
        var windows = new Windows(2, 7, 3);
        using (NewDisposeScope())
        {
            windows.Kernel([.. Draw(1, windows.Length, 1, 32, 49).Select(x => x.detach().@float())]);
        }

        long before = TorchRuntime.LiveTensors;
        using (NewDisposeScope())
        {
            Tensor[] inputs = [.. Draw(1, windows.Length, 1, 32, 49).Select(x => x.detach().@float().requires_grad_(true))];
            windows.Kernel(inputs).sum().backward();
        }

        TorchRuntime.LiveTensors.ShouldBe(before);
    }

    [Fact]
    public void Shapes_and_types_that_do_not_fit_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([1, 4, 6]), bias = zeros([2, 4, 4]), index = tensor([0, 1, 2, 3]).to(ScalarType.Int32).view(1, 4);
        Refused(() => WindowAttention.Attend(x, x, x, zeros([4, 4, 4]), index, null, 1), "multiple of the heads");
        Refused(() => WindowAttention.Attend(x, x, x, bias, index + 1, null, 1), "a row that a film lacks");
        Refused(() => WindowAttention.Attend(x, x, x, bias, index.narrow(1, 0, 2).contiguous(), null, 1), "each row of a film once");
        Refused(() => WindowAttention.Attend(x, x.narrow(1, 0, 2), x, bias, index, null, 1), "one shape");
        Refused(() => WindowAttention.Attend(x, x.@double(), x, bias, index, null, 1), "one type");
        Refused(() => WindowAttention.Attend(x, x, x, bias, index, index.narrow(1, 0, 2), 1), "region");
        WindowAttention.Takes(x.@double()).ShouldBeFalse();
        using (FusedKernels.Disable())
        {
            WindowAttention.Takes(x).ShouldBeFalse();
        }

        WindowAttention.Takes(x).ShouldBeTrue();

        static void Refused(Func<Tensor> call, string says) => Should.Throw<ExternalException>(call).Message.ShouldContain(says);
    }

    private static Tensor[] Draw(int films, int length, int heads, int size, int tokens) =>
    [
        .. Enumerable.Range(0, 3).Select(_ => randn([films, length, heads * size], ScalarType.Float64).requires_grad_(true)),
        randn([heads, tokens, tokens], ScalarType.Float64).requires_grad_(true),
    ];

    private static Tensor[] Results(Tensor output, Tensor[] inputs, Tensor weights)
    {
        (output * weights).sum().backward();
        return [output.detach(), .. inputs.Select(x => x.grad!)];
    }

    private static void Close(Tensor[] found, Tensor[] expected, double tolerance)
    {
        string[] names = ["output", "query", "key", "value", "bias"];
        for (int i = 0; i < found.Length; i++)
        {
            double scale = Math.Max(1, expected[i].abs().max().item<double>());
            (found[i].@double() - expected[i]).abs().max().item<double>().ShouldBeLessThan(tolerance * scale, names[i]);
        }
    }

    // A map of windows, shifted as Swin shifts it.
    private sealed class Windows
    {
        private readonly Tensor index, region;
        private readonly bool shifted;

        public Windows(int across, int window, int shift)
        {
            int edge = across * window;
            int Side(int position) => position < edge - window ? 0 : position < edge - shift ? 1 : 2;
            (int Row, int Column)[] places = [.. from w in Enumerable.Range(0, across * across) from t in Enumerable.Range(0, window * window)
                select ((w / across * window) + (t / window), (w % across * window) + (t % window))];
            (Length, Tokens) = (edge * edge, window * window);
            index = tensor(places.Select(at => ((at.Row + shift) % edge * edge) + ((at.Column + shift) % edge)).ToArray()).view(-1, Tokens);
            region = tensor(places.Select(at => shift == 0 ? 0 : (3 * Side(at.Row)) + Side(at.Column)).ToArray()).view(-1, Tokens);
            shifted = shift > 0;
        }

        public int Length { get; }

        public int Tokens { get; }

        public Tensor Kernel(Tensor[] x) => WindowAttention.Attend(x[0], x[1], x[2], x[3], index, shifted ? region : null, 0.3);

        public Tensor Plain(Tensor[] x, int heads)
        {
            long films = x[0].shape[0], width = x[0].shape[2];
            Tensor rows = index.to(ScalarType.Int64).flatten();
            Tensor Cut(Tensor states) => states.index_select(1, rows).view(films, -1, Tokens, heads, width / heads).transpose(2, 3);
            Tensor hidden = region.unsqueeze(1).ne(region.unsqueeze(2)).unsqueeze(1);
            Tensor scores = (Cut(x[0]).matmul(Cut(x[1]).transpose(3, 4)) * 0.3) + x[3];
            Tensor joined = scores.masked_fill(hidden, -1e300).softmax(-1).matmul(Cut(x[2])).transpose(2, 3).reshape(films, Length, width);
            return zeros_like(joined).index_copy(1, rows, joined);
        }
    }
}
