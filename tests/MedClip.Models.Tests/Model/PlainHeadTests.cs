using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>GLoRIA's and ConVIRT's heads against loops over doubles, written from the papers' equations.</summary>
public sealed class PlainHeadTests
{
    [Fact]
    public void Convirt_projects_by_a_perceptron_and_pools_the_largest_state_of_real_tokens()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All["convirt"];
        using MedClipModel model = Doubles(config);
        (Tensor ids, Tensor mask) = Small.Texts(config);
        Tensor pixels = Small.Pixels(config, 2).to(ScalarType.Float64);

        double[][] maps = Rows(((ResNet)model.Vision.Encoder).Maps(pixels.expand(2, 3, 32, 32)), 2 * 16);
        double[][] pooled = [.. maps.Select(map => map.Average()).Chunk(16)];
        Numbers(model.EncodeImages(pixels)).ShouldBe(Flat(pooled.Select(f => Unit(Perceptron(model, "vision_model", f)))), 1e-12);

        double[][] states = Rows(((Bert)model.Text.Encoder).HiddenStates(ids, mask)[^1], 10);
        double[][] largest = [Largest(states[..5]), Largest(states[5..8])];   // the second text has three real tokens
        Numbers(model.EncodeTexts(ids, mask)).ShouldBe(Flat(largest.Select(f => Unit(Perceptron(model, "text_model", f)))), 1e-12);
    }

    [Fact]
    public void Gloria_embeds_films_whole_and_by_region_and_texts_whole_and_by_word()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All["gloria"];
        using MedClipModel model = Doubles(config);
        (Tensor ids, Tensor mask) = Small.Texts(config);
        Tensor pixels = Small.Pixels(config, 2).to(ScalarType.Float64);
        IReadOnlyList<Tensor> maps = ((ResNet)model.Vision.Encoder).StageMaps(pixels.expand(2, 3, 32, 32));
        (Tensor whole, Tensor regions) = model.Vision.EncodeRegions(pixels);

        // Films as a whole: the mean of the last maps, one dense layer with a bias.
        double[][] pooled = [.. Rows(maps[3], 2 * 16).Select(map => map.Average()).Chunk(16)];
        double[][] weight = Rows(State(model, "vision_model.projection_head.weight"), 8);
        double[] bias = Numbers(State(model, "vision_model.projection_head.bias"));
        Numbers(whole).ShouldBe(Flat(pooled.Select(f => Dense(weight, bias, f))), 1e-12);

        // Regions: films of 32 pixels are resized to 64, so that the third stage has 64 / 8 = 8 places an edge; one matrix for every place.
        regions.shape.ShouldBe([2, 8, maps[2].shape[2], maps[2].shape[3]]);
        int places = (int)(maps[2].shape[2] * maps[2].shape[3]);
        double[][] local = Rows(State(model, "vision_model.local_head.weight"), 8);
        double[][] third = Rows(maps[2], 2 * 16);
        double[] expected = [.. from n in Enumerable.Range(0, 2) from p in Enumerable.Range(0, 8) from r in Enumerable.Range(0, places)
                             select Enumerable.Range(0, 16).Sum(c => local[p][c] * third[(16 * n) + c][r])];
        Numbers(regions).ShouldBe(expected, 1e-12);

        // Words: pieces 9 and 11 continue the word that begins with 7.
        IReadOnlyList<Tensor> states = ((Bert)model.Text.Encoder).HiddenStates(ids, mask);
        double[][][] layers = [.. states.Skip(1).Select(state => Rows(state, 10))];
        double[] Sum(params int[] tokens) => [.. Enumerable.Range(0, 8).Select(c => tokens.Sum(token => layers.Sum(layer => layer[token][c])))];
        double[][] words = [Sum(0), Sum(1, 2, 3), Sum(4), new double[8], new double[8], Sum(5), Sum(6), Sum(7), new double[8], new double[8]];
        (Tensor embedded, int[] counts) = model.Text.EncodeWords(ids, mask, Small.Tokenizer);
        counts.ShouldBe([3, 3]);
        Numbers(embedded.transpose(1, 2)).ShouldBe(Flat(words), 1e-12);
        Numbers(model.EncodeTexts(ids, mask)).ShouldBe([.. Unit(Sum(0, 1, 2, 3, 4)), .. Unit(Sum(5, 6, 7))], 1e-12);

        // Attention of the three words of the first text to the regions of the first film: softmax over words, then over regions.
        double[][] region = [.. Enumerable.Range(0, places).Select(r => Enumerable.Range(0, 8).Select(p => expected[(p * places) + r]).ToArray())];
        double[][] byRegion = [.. region.Select(r => Softmax([.. words[..3].Select(w => Dot(w, r))]))];
        double[][] weights = [.. Enumerable.Range(0, 3).Select(w => Softmax([.. byRegion.Select(row => 4 * row[w])]))];
        double[][] contexts = [.. weights.Select(row => Enumerable.Range(0, 8).Select(p => Enumerable.Range(0, places).Sum(r => row[r] * region[r][p])).ToArray())];
        double similarity = Math.Log(words[..3].Zip(contexts, (w, c) => Math.Exp(5 * Dot(Unit(w), Unit(c)))).Sum());
        Tensor real = embedded.narrow(0, 0, 1).narrow(2, 0, 3);
        (Tensor context, Tensor attention) = LocalAttention.Attend(real, regions.narrow(0, 0, 1));
        Numbers(attention).ShouldBe(Flat(weights), 1e-12);
        Numbers(context.transpose(1, 2)).ShouldBe(Flat(contexts), 1e-12);
        Numbers(LocalAttention.Similarity(real, context)).ShouldBe([similarity], 1e-12);
    }

    [Fact]
    public void Regions_and_words_are_refused_where_there_are_none()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(Small.All["clip-vit"], new SeedSequence(1));
        (Tensor ids, Tensor mask) = Small.Texts(Small.All["clip-vit"]);
        Should.Throw<InvalidOperationException>(() => model.Vision.EncodeRegions(zeros(1, 3, 16, 16))).Message.ShouldContain("localFeatures");
        Should.Throw<InvalidOperationException>(() => model.Text.EncodeWords(ids, mask, Small.Tokenizer)).Message.ShouldContain("BERT");
    }

    private static MedClipModel Doubles(MedClipConfig config)
    {
        var model = new MedClipModel(config, new SeedSequence(4));
        model.to(ScalarType.Float64);
        model.eval();
        return model;
    }

    private static double[] Perceptron(MedClipModel model, string tower, double[] features)
    {
        double[] Layer(int index, double[] x) => Dense(
            Rows(State(model, $"{tower}.projection_head.{index}.weight"), index == 0 ? 16 : 8), Numbers(State(model, $"{tower}.projection_head.{index}.bias")), x);
        return Layer(2, [.. Layer(0, features).Select(x => Math.Max(x, 0))]);
    }

    private static Tensor State(MedClipModel model, string key) => model.state_dict()[key];

    private static double[] Dense(double[][] weight, double[] bias, double[] x) => [.. weight.Select((row, i) => Dot(row, x) + bias[i])];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Unit(double[] x) => [.. x.Select(v => v / Math.Sqrt(Dot(x, x)))];

    private static double[] Softmax(double[] x) => [.. x.Select(v => Math.Exp(v) / x.Sum(Math.Exp))];

    private static double[] Largest(double[][] rows) => [.. rows[0].Select((_, c) => rows.Max(row => row[c]))];

    private static double[] Flat(IEnumerable<double[]> rows) => [.. rows.SelectMany(row => row)];

    private static double[] Numbers(Tensor tensor) => Tensors.Numbers(tensor);

    private static double[][] Rows(Tensor tensor, int rows) => [.. Numbers(tensor).Chunk((int)(tensor.numel() / rows))];
}
