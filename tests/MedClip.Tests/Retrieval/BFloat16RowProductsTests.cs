namespace MedClip.Tests;

/// <summary>Products of a query with rows in bfloat16, against a double loop over the rounded numbers.</summary>
public sealed class BFloat16RowProductsTests
{
    public static TheoryData<int> Widths() => [.. Enumerable.Range(1, 70), 127, 512];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Are_the_sums_of_products_in_any_number_of_rows(int width)
    {
        var random = new Random(width);
        float[] query = [.. Enumerable.Range(0, width).Select(_ => random.NextSingle() - 0.5f)];
        for (int count = 0; count < 6; count++)
        {
            ushort[] rows = Rounded([.. Enumerable.Range(0, count * width).Select(_ => random.NextSingle() - 0.5f)]);
            float[] products = new float[count];
            BFloat16RowProducts.Of(BFloat16RowProducts.Arrange(query, width), rows, products);
            for (int row = 0; row < count; row++)
            {
                ((double)products[row]).ShouldBe(Enumerable.Range(0, width).Sum(i => (double)query[i] * BFloat16Numbers.Widen(rows[(row * width) + i])), 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_query_is_arranged_by_itself(int width)
    {
        float[] queries = [.. Enumerable.Range(0, 3 * width).Select(i => (float)i)];
        float[] arranged = BFloat16RowProducts.Arrange(queries, width);
        for (int q = 0; q < 3; q++)
        {
            arranged[(q * width)..((q + 1) * width)].ShouldBe(BFloat16RowProducts.Arrange(queries.AsSpan(q * width, width), width));
            arranged[(q * width)..((q + 1) * width)].Order().ShouldBe(queries[(q * width)..((q + 1) * width)]);
        }
    }

    [Fact]
    public void Equal_rows_have_equal_bits_wherever_they_stand()
    {
        var random = new Random(3);
        const int Width = 77;
        float[] query = [.. Enumerable.Range(0, Width).Select(_ => random.NextSingle())], products = new float[11];
        ushort[] row = Rounded([.. Enumerable.Range(0, Width).Select(_ => random.NextSingle())]);
        BFloat16RowProducts.Of(BFloat16RowProducts.Arrange(query, Width), [.. Enumerable.Repeat(row, 11).SelectMany(r => r)], products);
        products.Distinct().Count().ShouldBe(1);
    }

    private static ushort[] Rounded(float[] values)
    {
        ushort[] rounded = new ushort[values.Length];
        BFloat16Numbers.Round(values, rounded).ShouldBe(-1);
        return rounded;
    }
}
