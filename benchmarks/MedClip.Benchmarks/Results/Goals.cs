using static MedClip.Benchmarks.Results.Figure;

namespace MedClip.Benchmarks.Results;

/// <summary>Every row, in the order of the page. Goals are the project's; those that PyTorch's figures set bind only where a bound stands.</summary>
internal static class Goals
{
    public static IReadOnlyList<Goal> All { get; } =
        [.. Training(), .. Inference(), .. Kernels(), .. Evaluation(), .. Data(), .. Texts(), .. StartUp(), .. Memory(), .. Settings(), .. Loading(), .. Pairs(), .. Gpu()];

    private static readonly Dictionary<string, Goal> ById = All.ToDictionary(goal => goal.Id);

    public static Goal? Find(string id) => ById.GetValueOrDefault(id);

    public static IEnumerable<Goal> OfMode(string mode) => All.Where(goal => goal.Mode == mode);

    private static IEnumerable<Goal> Training()
    {
        foreach ((string id, string name) in ((string, string)[])[("swin", "Swin-T and BERT"), ("resnet", "ResNet-50 and BERT")])
        {
            foreach (string arithmetic in (string[])["bf16", "fp32"])
            {
                foreach (int batch in (int[])[8, 16])
                {
                    (double? Must, double? Stretch) stock = (id, arithmetic, batch) switch
                    {
                        ("swin", "bf16", _) => (1.6, 2.0),
                        ("swin", "fp32", _) => (1.5, 1.75),
                        ("resnet", "bf16", 16) => (1.5, 1.8),
                        _ => (null, null),
                    };
                    (double? Must, double? Stretch) knobs = (id, arithmetic) == ("swin", "bf16") ? (1.4, 1.7) : (null, null);
                    string step = $"training step, {name}, {arithmetic}, {batch} films, texts of 24 tokens";
                    Goal Row(string peer, string words, (double? Must, double? Stretch) bounds) => new($"training/{id}-{arithmetic}-{batch}-{peer}", $"{step}, against {words}", Ratio)
                    {
                        Must = bounds.Must, Stretch = bounds.Stretch, NeedsAmx = arithmetic == "bf16", Arguments = $"{batch}",
                    };
                    yield return Row("stock", "the stock step, machine as it comes", stock);
                    yield return Row("python", "the stock step in PyTorch, from Python", stock);
                    yield return Row("knobs", "the stock step with our machine settings", knobs);
                }
            }
        }
    }

    private static IEnumerable<Goal> Inference()
    {
        (string Id, string What, string Model, double? Must, double? Stretch)[] forwards =
        [
            ("swin-fp32", "Swin-T, fp32, 8 films", "Swin-T", 1.7, 1.9),
            ("swin-bf16", "Swin-T, bf16, 8 films", "Swin-T", 1.5, 1.7),
            ("resnet-fp32", "ResNet-50, fp32, 8 films", "ResNet-50", 1.5, 1.7),
            ("resnet-bf16", "ResNet-50, bf16, 8 films", "ResNet-50", 2.5, 3.1),
            ("bert-bf16-1", "BERT-base, bf16, 1 text of 24 tokens", "BERT-base", 2, 2.7),
            ("bert-bf16-8", "BERT-base, bf16, 8 texts of 24 tokens", "BERT-base", 1.4, 1.7),
            ("bert-fp32-1", "BERT-base, fp32, 1 text of 24 tokens", "BERT-base", null, null),
            ("bert-fp32-8", "BERT-base, fp32, 8 texts of 24 tokens", "BERT-base", null, null),
            ("clip-rn50-fp32", "CLIP's RN50, fp32, 8 films", "CLIP-RN50", null, null),
            ("clip-rn50-bf16", "CLIP's RN50, bf16, 8 films", "CLIP-RN50", null, null),
        ];
        foreach ((string id, string what, string model, double? must, double? stretch) in forwards)
        {
            yield return new($"inference/{id}", $"forward, {what}, against stock, machine as it comes", Ratio)
            {
                Must = must, Stretch = stretch, NeedsAmx = id.Contains("bf16", StringComparison.Ordinal), Arguments = model,
            };
            yield return new($"inference/{id}-knobs", $"forward, {what}, against stock with our machine settings", Ratio) { Arguments = model };
        }

        yield return new("inference/text-batching", "texts in batches by length, against batches in order (BERT-tiny)", Ratio) { Arguments = "texts" };
    }

    private static IEnumerable<Goal> Kernels()
    {
        yield return new("kernels/optimizer", "clipping and AdamW over 136.6 M parameters, against PyTorch's order of operators, machine as it comes", Ratio) { Must = 3.5, Stretch = 4.5 };
        yield return new("kernels/optimizer-knobs", "the same with our machine settings on both sides", Ratio);
        foreach ((string id, string what) in ((string, string)[])
            [("56", "56 × 56, 3 heads"), ("56-shifted", "56 × 56, 3 heads, shifted"), ("28-shifted", "28 × 28, 6 heads, shifted"), ("14-shifted", "14 × 14, 12 heads, shifted"), ("7", "7 × 7, 24 heads")])
        {
            foreach (string arithmetic in (string[])["fp32", "bf16"])
            {
                yield return new($"kernels/window-{id}-{arithmetic}", $"window attention, {what}, {arithmetic}, forward", Ratio);
                yield return new($"kernels/window-{id}-{arithmetic}-backward", $"window attention, {what}, {arithmetic}, with backward", Ratio);
            }
        }

        foreach (string layer in (string[])["25088x96x384", "6272x192x768", "1568x384x1536", "392x768x3072", "192x3072x768"])
        {
            yield return new($"kernels/dense-{layer}", $"dense layer, fp32, {layer} (rows, inputs, outputs), forward", Ratio);
            yield return new($"kernels/dense-{layer}-backward", $"dense layer, fp32, {layer}, with backward", Ratio);
        }

        foreach ((string kernel, string what) in ((string, string)[])
            [
                .. Sizes("dropout", "dropout", ["384x768", "384x3072", "25088x96"]).SelectMany(size => Sizes(size.Id, size.What, ["fp32", "bf16"])),
                .. Sizes("norm-by-fp32", "layer norm, bf16 by fp32 weights", ["384x768", "25088x96", "1568x384"]),
                .. Sizes("norm-by-bf16", "layer norm, bf16 by bf16 weights", ["384x768", "25088x96", "1568x384"]),
                .. Sizes("batch-norm", "batch normalisation in training, 8 × 64 × 112 × 112", ["fp32", "bf16"]),
                ("max-pool", "max pooling by 3 × 3, 8 × 64 × 112 × 112, fp32"),
            ])
        {
            yield return new($"kernels/{kernel}", $"{what}, forward", Ratio);
            yield return new($"kernels/{kernel}-backward", $"{what}, with backward", Ratio);
        }

        static IEnumerable<(string Id, string What)> Sizes(string id, string what, string[] sizes) => sizes.Select(size => ($"{id}-{size}", $"{what}, {size}"));
    }

    private static IEnumerable<Goal> Evaluation()
    {
        yield return new("evaluation/zero-shot-fp32", "zero-shot, 5 classes of 10 prompts, 32 films, fp32, against the released code's pattern", Ratio) { Must = 8, Stretch = 9.5, Arguments = "zero-shot" };
        yield return new("evaluation/zero-shot-bf16", "zero-shot, 5 classes of 10 prompts, 32 films, bf16, against the released code's pattern in fp32", Ratio)
        {
            Must = 15, Stretch = 20, NeedsAmx = true, Arguments = "zero-shot",
        };
        yield return new("evaluation/top10", "top 10 of a million × 512, one query, fp32, against matrix product and top-k", Ratio) { Must = 2.2, Arguments = "retrieval" };
        yield return new("evaluation/top10-bandwidth", "the same: share of the bandwidth of reading", Share) { Must = 0.8, Arguments = "retrieval" };
        yield return new("evaluation/top10-bf16", "top 10 of a million × 512 kept in bf16, one query, against matrix product and top-k in fp32", Ratio) { Stretch = 4, Arguments = "retrieval" };
        yield return new("evaluation/top10-bf16-bandwidth", "the same: share of the bandwidth of reading", Share) { Must = 0.8, Arguments = "retrieval" };
        yield return new("evaluation/delong", "DeLong's interval, 100,000 films", Seconds) { Must = 1, Arguments = "statistics" };
        yield return new("evaluation/bootstrap", "AUC with BCa interval, 2,000 draws, 100,000 films", Seconds) { Must = 5, Arguments = "statistics" };
        yield return new("evaluation/tsne", "t-SNE of 5,000 × 512, 1,000 steps", Seconds) { Must = 60, Arguments = "statistics" };
    }

    private static IEnumerable<Goal> Data()
    {
        yield return new("data/small-training", "image chain of training, 390 × 320 JPEG, one core, against the released code's", Ratio) { Must = 4, Stretch = 5 };
        yield return new("data/large-training", "image chain of training, 2544 × 3056 JPEG, one core, against the released code's", Ratio) { Must = 6, Stretch = 7.5 };
        yield return new("data/small-cached", "image chain of training from the cache, one core, against the released code's on 390 × 320", Ratio) { Must = 8, Stretch = 20 };
        yield return new("step/fed", "step of a small ResNet fed from small JPEGs ÷ that step alone", Limit) { Must = 1.2, Stretch = 1.05 };
        yield return new("step/beside-decoder", "that step beside an endless decoder of the lowest priority ÷ alone", Limit) { Must = 1.2, Stretch = 1.05 };
        yield return new("data/large-cached", "image chain of training from the cache, against the released code's on 2544 × 3056", Ratio);
        foreach (string size in (string[])["small", "large"])
        {
            yield return new($"data/{size}-evaluation", $"bit-exact image chain of evaluation, {size} JPEG, against the released code's", Ratio);
            yield return new($"data/{size}-opencv", $"image chain of training, {size} JPEG, against plain OpenCV", Ratio);
            yield return new($"data/{size}-opencv-reduced", $"image chain of training, {size} JPEG, against plain OpenCV decoding at 1/8", Ratio);
        }

        yield return new("data/label-matching", "a matching sentence of a million drawn", Milliseconds);
        yield return new("data/near-duplicates", "near-duplicates among a million hashes", Seconds);
        yield return new("data/loader-memory", "memory over 100,000 films loaded, last fifth ÷ first fifth", Limit);
        yield return new("data/dicom-picture", "DICOM, 2048 × 2048 of 16 bits, to a picture", Milliseconds);
        yield return new("data/dicom-pixel", "DICOM, one pixel: asking a worker", Milliseconds);
        yield return new("data/dicom-restart", "DICOM, one pixel, the worker killed before", Milliseconds);
        yield return new("data/dicom-refused", "DICOM, a refused file", Milliseconds);
    }

    private static IEnumerable<Goal> Texts()
    {
        yield return new("labelling/labels", "labels of reports, one core", Rate) { Must = 100_000, Stretch = 300_000 };
        yield return new("labelling/evidence", "labels with evidence, one core", Rate);
        yield return new("labelling/parsed", "labels of plain text whose sections are found, one core", Rate);
        yield return new("labelling/naive", "labels, against naive regular expressions", Ratio);
        yield return new("labelling/threads", "labels, two threads against one", Ratio);
        yield return new("labelling-stream/one-thread", "a table of a million reports from disk to disk, one thread", Rate);
        yield return new("labelling-stream/two-threads", "the same, two threads", Rate);
        yield return new("labelling-stream/memory", "the same: memory at most", Megabytes);
        foreach ((string id, string what) in ((string, string)[])[("wordpiece-lower", "WordPiece, cased vocabulary, lower-cased"), ("wordpiece-cased", "WordPiece, cased"), ("wordpiece-uncased", "WordPiece, uncased")])
        {
            yield return new($"tokenizing/{id}", $"{what}: sentences of 24 tokens, one core", Rate) { Must = 200_000, Stretch = 500_000 };
        }

        yield return new("tokenizing/clip", "CLIP's byte pairs: sentences of 24 tokens, one core", Rate);
    }

    private static IEnumerable<Goal> StartUp()
    {
        yield return new("startup/help", "`medclip --help`, against Python's imports of torch and torchvision", Ratio) { Must = 1, Stretch = 3 };
        yield return new("startup/first-classification", "first classification from a cold start (`medclip zeroshot`, tiny checkpoint, one film), against those imports alone", Ratio) { Must = 1 };
    }

    private static IEnumerable<Goal> Memory()
    {
        foreach (string arithmetic in (string[])["fp32", "bf16"])
        {
            yield return new($"memory/swin-{arithmetic}-16", $"peak resident memory of the training step, Swin-T and BERT, {arithmetic}, 16 films ÷ the stock step's", Limit) { Must = 1, Stretch = 0.8 };
            yield return new($"memory/swin-{arithmetic}-16-python", "the same ÷ the stock step's in PyTorch, from Python", Limit);
        }
    }

    private static IEnumerable<Goal> Settings()
    {
        foreach ((string id, string what) in ((string, string)[])
            [("malloc", "MEDCLIP_MALLOC=default: malloc gives large blocks back"), ("spin", "GOMP_SPINCOUNT=300000: waiting threads spin long"),
                ("spin-busy", "GOMP_SPINCOUNT=300000, beside a busy thread"), ("denormals", "MEDCLIP_DENORMALS=keep"), ("denormals-stock", "MEDCLIP_DENORMALS=keep, stock step"),
                ("threads", "MEDCLIP_THREADS=1"), ("kernels", "MEDCLIP_KERNELS=off")])
        {
            yield return new($"settings/{id}", $"worth of a machine setting, training step: {what} ÷ default", Ratio);
        }
    }

    private static IEnumerable<Goal> Loading()
    {
        foreach ((string id, string what) in ((string, string)[])
            [("official-mapped", "official pytorch_model.bin, mapped"), ("own-mapped", "own folder, mapped"), ("official-copied", "official pytorch_model.bin, copied"), ("own-copied", "own folder, copied")])
        {
            yield return new($"loading/{id}", $"loading 547 MB, {what} ÷ reading the file twice", Limit) { Must = 1.2 };
            yield return new($"loading/{id}-memory", $"the same: private memory ÷ size of the file", Limit) { Must = 1.1 };
        }
    }

    private static IEnumerable<Goal> Pairs()
    {
        yield return new("pairs/class-scores", "zero-shot scores, 64 films × 5 findings × 10 prompts: cached class embeddings, against every prompt", Ratio);
        yield return new("pairs/bf16-product", "a product of 1024³ in bfloat16, against float32", Ratio);
    }

    private static IEnumerable<Goal> Gpu()
    {
        yield return new("gpu/h200-100", "H200: training step of 100 films, against Python eager bf16", Ratio) { Must = 1, Stretch = 1.3 };
        yield return new("gpu/h200-512", "H200: films a second in batches of 512 or more", Rate) { Must = 2000, Stretch = 4000 };
    }
}
