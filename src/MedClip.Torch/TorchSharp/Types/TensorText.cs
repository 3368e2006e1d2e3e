using System.Globalization;
using System.Text;

namespace TorchSharp;

/// <summary>Writes tensors as text.</summary>
internal sealed class TensorText
{
    private const int MostRows = 12;
    private readonly string format;
    private readonly int width;
    private readonly string newLine;
    private readonly CultureInfo culture;

    public TensorText(string? format, int? width, string? newLine, CultureInfo? culture)
    {
        this.format = format ?? "g5";
        this.width = width ?? 100;
        this.newLine = newLine ?? Environment.NewLine;
        this.culture = culture ?? CultureInfo.InvariantCulture;
    }

    /// <summary>Shape, type and device, such as <c>[2x3], type = Float32, device = cpu</c>.</summary>
    public static string Metadata(torch.Tensor tensor) =>
        tensor.IsInvalid ? "disposed" : $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    /// <summary>The tensor in a style.</summary>
    public string Write(torch.Tensor tensor, TensorStringStyle style)
    {
        if (style == TensorStringStyle.Metadata || tensor.IsInvalid || tensor.is_meta)
        {
            return Metadata(tensor);
        }
        string[] elements = Elements(tensor);
        long[] shape = tensor.shape;
        return style switch
        {
            TensorStringStyle.Numpy => Nested(elements, shape, 0, 0, "[", "]", " ", "\n"),
            TensorStringStyle.CSharp => $"{Metadata(tensor)}, value = {(shape.Length == 0 ? elements[0] : Nested(elements, shape, 0, 0, "{", "}", ", ", ""))}",
            _ => Metadata(tensor) + (shape.Length == 0 ? $", value = {elements[0]}" : Pages(elements, shape)),
        };
    }

    private string[] Elements(torch.Tensor tensor)
    {
        using torch.Tensor plain = tensor.detach();
        using torch.Tensor near = plain.cpu();
        if (tensor.is_complex())
        {
            using torch.Tensor parts = near.to_type(torch.ScalarType.ComplexFloat64);
            return [.. parts.data<System.Numerics.Complex>().ToArray().Select(c => c.ToString(format, culture))];
        }
        if (tensor.dtype == torch.ScalarType.Bool)
        {
            return [.. near.data<bool>().ToArray().Select(b => b ? "true" : "false")];
        }
        if (tensor.is_integral())
        {
            using torch.Tensor whole = near.to_type(torch.ScalarType.Int64);
            return [.. whole.data<long>().ToArray().Select(i => i.ToString(culture))];
        }
        using torch.Tensor real = near.to_type(torch.ScalarType.Float64);
        return [.. real.data<double>().ToArray().Select(d => d.ToString(format, culture))];
    }

    private static string Nested(string[] elements, long[] shape, int dimension, long offset, string open, string close, string between, string line)
    {
        if (dimension == shape.Length)
        {
            return elements[offset];
        }
        long step = shape.Skip(dimension + 1).Aggregate(1L, (a, b) => a * b);
        var parts = new List<string>();
        foreach (long i in Shown(shape[dimension], MostRows))
        {
            parts.Add(i < 0 ? "..." : Nested(elements, shape, dimension + 1, offset + (i * step), open, close, between, line));
        }
        string separator = dimension == shape.Length - 1 || line.Length == 0 ? between : line;
        return open + string.Join(separator, parts) + close;
    }

    // Matrix after matrix, each headed by its leading indices, in aligned columns.
    private string Pages(string[] elements, long[] shape)
    {
        long columns = shape[^1];
        long rows = shape.Length > 1 ? shape[^2] : 1;
        long pages = shape.Take(Math.Max(0, shape.Length - 2)).Aggregate(1L, (a, b) => a * b);
        var text = new StringBuilder();
        for (long page = 0; page < pages && columns > 0; page++)
        {
            text.Append(newLine);
            if (shape.Length > 2)
            {
                text.Append('[').Append(string.Join(",", Indices(page, shape))).Append(",..,..] =").Append(newLine);
            }
            Page(text, elements, page * rows * columns, rows, columns);
        }
        return text.ToString();
    }

    private void Page(StringBuilder text, string[] elements, long offset, long rows, long columns)
    {
        int widest = Math.Max(3, Enumerable.Range(0, (int)Math.Min(rows * columns, int.MaxValue)).Select(i => elements[offset + i].Length).DefaultIfEmpty(1).Max());
        int fitting = Math.Max(2, (width - 1) / (widest + 1));
        foreach (long row in Shown(rows, MostRows))
        {
            foreach (long column in Shown(columns, fitting))
            {
                string cell = row < 0 || column < 0 ? "..." : elements[offset + (row * columns) + column];
                text.Append(' ').Append(cell.PadLeft(widest));
            }
            text.Append(newLine);
        }
    }

    private static long[] Indices(long page, long[] shape)
    {
        long[] places = new long[shape.Length - 2];
        for (int d = places.Length - 1; d >= 0; d--)
        {
            places[d] = page % shape[d];
            page /= shape[d];
        }
        return places;
    }

    // All places, or the first and last ones around a −1.
    private static IEnumerable<long> Shown(long length, int most)
    {
        if (length <= most)
        {
            return Enumerable.Range(0, (int)length).Select(i => (long)i);
        }
        int half = Math.Max(1, (most - 1) / 2);
        return [.. Enumerable.Range(0, half).Select(i => (long)i), -1, .. Enumerable.Range(0, half).Select(i => length - half + i)];
    }
}
