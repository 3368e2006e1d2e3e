using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Kernels;

/// <summary>Attention within the windows of a shifted map, by rolling, cutting and plain operators as the released model does it; and by the kernel.</summary>
internal sealed class PlainWindows
{
    private readonly int edge, window, shift, heads;
    private readonly Tensor index, region, mask;

    public PlainWindows(int edge, int window, int shift, int heads)
    {
        (this.edge, this.window, this.shift, this.heads) = (edge, window, shift, heads);
        int across = edge / window;
        int Side(int position) => position < edge - window ? 0 : position < edge - shift ? 1 : 2;
        (int Row, int Column)[] places = [.. from w in Enumerable.Range(0, across * across) from t in Enumerable.Range(0, window * window)
            select ((w / across * window) + (t / window), (w % across * window) + (t % window))];
        index = tensor(places.Select(at => ((at.Row + shift) % edge * edge) + ((at.Column + shift) % edge)).ToArray()).view(-1, window * window);
        region = tensor(places.Select(at => shift == 0 ? 0 : (3 * Side(at.Row)) + Side(at.Column)).ToArray()).view(-1, window * window);
        mask = region.unsqueeze(1).ne(region.unsqueeze(2)).to(ScalarType.Float32) * -100;
        Count = across * across;
    }

    public int Count { get; }

    public Tensor Kernel(Tensor[] x, Tensor bias) => WindowAttention.Attend(x[0], x[1], x[2], bias, index, shift == 0 ? null : region, 0.1767767);

    public Tensor Attend(Tensor[] x, Tensor bias)
    {
        Tensor[] cut = [.. x.Take(3).Select(Cut)];
        Tensor scores = (cut[0].matmul(cut[1].transpose(2, 3)) * 0.1767767) + bias;
        if (shift > 0)
        {
            scores = (scores.view(-1, Count, heads, window * window, window * window) + mask.to(scores.dtype).unsqueeze(1)).view(-1, heads, window * window, window * window);
        }

        Tensor joined = scores.softmax(3).matmul(cut[2]).transpose(1, 2).reshape(-1, edge / window, edge / window, window, window, x[0].shape[2]);
        joined = joined.permute(0, 1, 3, 2, 4, 5).reshape(-1, edge, edge, x[0].shape[2]);
        return (shift == 0 ? joined : joined.roll([shift, shift], [1, 2])).reshape(x[0].shape);
    }

    private Tensor Cut(Tensor x)
    {
        long films = x.shape[0], width = x.shape[2], n = edge / window;
        x = x.view(films, edge, edge, width);
        x = shift == 0 ? x : x.roll([-shift, -shift], [1, 2]);
        return x.view(films, n, window, n, window, width).permute(0, 1, 3, 2, 4, 5).reshape(films * n * n, window * window, heads, width / heads).transpose(1, 2);
    }
}
