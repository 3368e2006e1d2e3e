namespace MedClip.Tests;

/// <summary>Products of a query with rows, at widths that fill vectors and that do not.</summary>
public sealed class RowProductsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(512)]
    public void Are_the_sums_of_products_in_any_number_of_rows(int width)
    {
        var random = new Random(width);
        float[] query = [.. Enumerable.Range(0, width).Select(_ => random.NextSingle() - 0.5f)];
        for (int count = 0; count < 10; count++)
        {
            float[] rows = [.. Enumerable.Range(0, count * width).Select(_ => random.NextSingle() - 0.5f)], products = new float[count];
            RowProducts.Of(query, rows, products);
            for (int row = 0; row < count; row++)
            {
                ((double)products[row]).ShouldBe(Enumerable.Range(0, width).Sum(i => (double)query[i] * rows[(row * width) + i]), 1e-5);
            }
        }
    }

    [Fact]
    public void Equal_rows_have_equal_bits_wherever_they_stand()
    {
        var random = new Random(3);
        const int Width = 77;
        float[] query = [.. Enumerable.Range(0, Width).Select(_ => random.NextSingle())], row = [.. Enumerable.Range(0, Width).Select(_ => random.NextSingle())];
        float[] products = new float[11];
        RowProducts.Of(query, [.. Enumerable.Repeat(row, 11).SelectMany(r => r)], products);
        products.Distinct().Count().ShouldBe(1);
    }
}
