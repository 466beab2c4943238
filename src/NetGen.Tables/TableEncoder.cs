using System.Globalization;
using System.Text.Json;

using NetGen.Data;

namespace NetGen.Tables;

/// <summary>
/// Makes samples of a table's rows. What it has learned from one table, of numbers their mean and standard deviation, of categories their texts,
/// holds for all others: those that a network is tested on, and those that it is used for, for which <see cref="Save"/> keeps it beside the network.
/// </summary>
public sealed class TableEncoder
{
    /// <summary>From this share of numbers on, a column is one of numbers, and what else is in it is a mistake rather than a category.</summary>
    private const double NumbersFrom = 0.9;

    private readonly int[] _offsets; // of each column's inputs, and the number of all

    private TableEncoder(IReadOnlyList<ColumnEncoding> columns, TargetEncoding target)
    {
        Columns = columns;
        Target = target;
        _offsets = new int[columns.Count + 1];
        for (int column = 0; column < columns.Count; column++) _offsets[column + 1] = _offsets[column] + columns[column].InputNames.Count;
        if (InputSize == 0) throw new TableException("No column is left to be an input.");
        SampleFormat format = target is { Classes: { } classes, PositiveClass: null } ? SampleFormat.OfLabels(InputSize, classes.Count) with { ClassNames = classes } : SampleFormat.OfTargets(InputSize, 1);
        Format = format;
    }

    /// <summary>How each column becomes inputs.</summary>
    public IReadOnlyList<ColumnEncoding> Columns { get; }

    /// <summary>How the target becomes one.</summary>
    public TargetEncoding Target { get; }

    /// <summary>What each sample consists of: what the network has to take.</summary>
    public SampleFormat Format { get; }

    /// <summary>The number of inputs: what [Network(...)] has to say.</summary>
    public int InputSize => _offsets[^1];

    /// <summary>What each input is, as 'age', 'age is missing', 'city = Rome'.</summary>
    public IReadOnlyList<string> InputNames => [.. Columns.SelectMany(static column => column.InputNames)];

    /// <summary>Learns from a table; one to train on, so that nothing of what is tested on is known.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column that is to be predicted.</param>
    /// <param name="options">What is not to be found out from the values; null for nothing.</param>
    /// <exception cref="ArgumentException">The target, or a column that the options name, does not exist.</exception>
    /// <exception cref="TableException">A value does not fit its column, a category has too many texts, or the target is missing in a row.</exception>
    public static TableEncoder Fit(Table table, string target, TableEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(target);
        options ??= new TableEncoderOptions();
        if (table.RowCount == 0) throw new TableException($"{table.Source} has no rows to learn from.");
        var left = new HashSet<string>(options.Ignored.Select(name => table[name].Name), StringComparer.Ordinal) { table[target].Name };
        if (options.Columns.Count > 0)
        {
            var kept = new HashSet<string>(options.Columns.Select(name => table[name].Name), StringComparer.Ordinal);
            left.UnionWith(table.Columns.Select(static column => column.Name).Where(name => !kept.Contains(name)));
        }

        var categories = new HashSet<string>(options.Categories.Select(name => table[name].Name), StringComparer.Ordinal);
        ColumnEncoding[] columns =
        [
            .. table.Columns.Where(column => !left.Contains(column.Name)).Select(column => Learn(table, column, categories.Contains(column.Name), options)).OfType<ColumnEncoding>(),
        ];
        return new TableEncoder(columns, LearnTarget(table, table[target], options));
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <exception cref="TableException">The file is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TableEncoder Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string beginning = $"{Path.GetFileName(path)} is no encoder: ";
        EncoderFile file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllText(path), EncoderJson.Default.EncoderFile) ?? new EncoderFile(null, null);
        }
        catch (JsonException exception)
        {
            throw new TableException(beginning + exception.Message, exception);
        }
        catch (NotSupportedException exception)
        {
            // A column without its kind.
            throw new TableException(beginning + exception.Message, exception);
        }

        if (file.FindProblem() is { } problem) throw new TableException($"{beginning}{problem}.");
        return new TableEncoder(file.Columns!, file.Target!);
    }

    /// <summary>Writes what it has learned, as JSON, to be read by people too.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(new EncoderFile(Columns, Target), EncoderJson.Default.EncoderFile));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Makes samples of all rows. A table may have columns that the encoder does not know, in any order.</summary>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    /// <exception cref="TableException">A value does not fit its column, or the target is missing; the message says file, line and column.</exception>
    public Dataset Encode(Table table)
    {
        float[] inputs = EncodeInputs(table);
        TableColumn target = table[Target.Name];
        if (Target.Classes is null) return new Dataset(inputs, Format, [.. Enumerable.Range(0, table.RowCount).Select(row => NumberOf(table, target, row))]);
        int[] labels = [.. Enumerable.Range(0, table.RowCount).Select(row => LabelOf(table, target, row))];
        if (Target.PositiveClass is not { } positive) return new Dataset(inputs, Format, labels);
        int one = Target.LabelOf(positive);
        return new Dataset(inputs, Format, [.. labels.Select(label => label == one ? 1f : 0f)]);
    }

    /// <summary>
    /// Makes inputs of all rows, without targets: for one input of several, or to predict. A table may have columns that the encoder does not know,
    /// in any order.
    /// </summary>
    /// <returns>Rows x <see cref="InputSize"/> values.</returns>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    /// <exception cref="TableException">A value does not fit its column; the message says file, line and column.</exception>
    public float[] EncodeInputs(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        float[] inputs = new float[checked(table.RowCount * InputSize)];
        for (int column = 0; column < Columns.Count; column++) EncodeColumn(table, column, inputs);
        return inputs;
    }

    /// <summary>Makes inputs of one row without a target, as of a form that somebody has filled in.</summary>
    /// <param name="row">The texts by column; one that is not there is missing.</param>
    /// <returns>As many values as a network of this encoder takes.</returns>
    /// <exception cref="TableException">A value does not fit its column.</exception>
    public float[] EncodeRow(IReadOnlyDictionary<string, string?> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        float[] inputs = new float[InputSize];
        for (int column = 0; column < Columns.Count; column++)
        {
            string? text = row.GetValueOrDefault(Columns[column].Name)?.Trim();
            if (Columns[column].Encode(text is { Length: 0 } ? null : text, inputs.AsSpan(_offsets[column].._offsets[column + 1])) is { } wrong)
                throw new TableException($"Column '{Columns[column].Name}': {wrong}.");
        }

        return inputs;
    }

    private static ColumnEncoding? Learn(Table table, TableColumn column, bool isCategory, TableEncoderOptions options)
    {
        if (column.MissingCount == column.Count) return null; // nothing to learn from
        if (!isCategory && column.NumberShare >= NumbersFrom) return LearnNumber(table, column);
        string[] values = [.. column.Codes.ToArray().Where(static code => code != TableColumn.Missing).Distinct().Select(code => column.Distinct[code]).Order(StringComparer.Ordinal)];
        if (values.Length > options.MostCategories)
        {
            throw new TableException(string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Source}, column '{column.Name}': {values.Length} different texts, such as '{values[0]}', would become as many inputs. Leave it out with Ignored = [\"{column.Name}\"], or allow more with MostCategories."));
        }

        return new CategoryEncoding(column.Name, values, column.MissingCount > 0);
    }

    private static NumberEncoding LearnNumber(Table table, TableColumn column)
    {
        double mean = 0;
        double squares = 0;
        int count = 0;
        for (int row = 0; row < column.Count; row++)
        {
            if (column[row] is not { } text) continue;
            if (!TableColumn.TryParse(text, out double value)) throw NoNumber(table, column, row, text);
            double before = value - mean;
            mean += before / ++count;
            squares += before * (value - mean);
        }

        double std = Math.Sqrt(squares / count);
        return new NumberEncoding(column.Name, mean, std > 0 ? std : 1, column.MissingCount > 0);
    }

    private static TargetEncoding LearnTarget(Table table, TableColumn column, TableEncoderOptions options)
    {
        for (int row = 0; row < column.Count; row++)
        {
            if (column[row] is null) throw MissingTarget(table, column, row);
        }

        bool areNumbers = column.NumberShare >= NumbersFrom;
        if (areNumbers && !options.IsTargetCategory && options.PositiveClass is null)
        {
            for (int row = 0; row < column.Count; row++) NumberOf(table, column, row);
            return new TargetEncoding(column.Name, Classes: null, PositiveClass: null);
        }

        IEnumerable<string> texts = column.Codes.ToArray().Distinct().Select(code => column.Distinct[code]);
        string[] classes = areNumbers
            ? [.. texts.OrderBy(static text => TableColumn.TryParse(text, out double value) ? value : double.PositiveInfinity).ThenBy(static text => text, StringComparer.Ordinal)]
            : [.. texts.Order(StringComparer.Ordinal)];
        if (options.PositiveClass is not { } positive) return new TargetEncoding(column.Name, classes, PositiveClass: null);
        if (classes.Length != 2 || !classes.Contains(positive, StringComparer.Ordinal))
        {
            throw new TableException(
                $"{table.Source}, column '{column.Name}': '{positive}' is to be one of two classes; there {(classes.Length == 1 ? "is" : "are")} {string.Join(", ", classes.Take(10).Select(static text => $"'{text}'"))}{(classes.Length > 10 ? " and others" : "")}.");
        }

        return new TargetEncoding(column.Name, classes, positive);
    }

    private void EncodeColumn(Table table, int place, float[] inputs)
    {
        ColumnEncoding encoding = Columns[place];
        TableColumn column = table[encoding.Name];
        int size = _offsets[place + 1] - _offsets[place];

        // Each text once: tables have many rows and few different texts.
        var known = new float[column.Distinct.Count + 1][];
        for (int row = 0; row < table.RowCount; row++)
        {
            int code = column.Codes[row];
            float[]? values = known[code + 1];
            if (values is null)
            {
                values = new float[size];
                if (encoding.Encode(column[row], values) is { } wrong) throw Wrong(table, column, row, wrong);
                known[code + 1] = values;
            }

            values.CopyTo(inputs.AsSpan((row * InputSize) + _offsets[place]));
        }
    }

    private int LabelOf(Table table, TableColumn column, int row)
    {
        string text = column[row] ?? throw MissingTarget(table, column, row);
        int label = Target.LabelOf(text);
        return label >= 0 ? label : throw Wrong(table, column, row, Target.Unknown(text));
    }

    private static float NumberOf(Table table, TableColumn column, int row)
    {
        string text = column[row] ?? throw MissingTarget(table, column, row);
        return TableColumn.TryParse(text, out double value) ? (float)value : throw NoNumber(table, column, row, text);
    }

    private static TableException NoNumber(Table table, TableColumn column, int row, string text)
        => Wrong(table, column, row, $"'{text}' is no number, as most of the column are. If it stands for a missing value, name it in CsvOptions.MissingValues; if the column is no number, in Categories");

    private static TableException MissingTarget(Table table, TableColumn column, int row) => Wrong(table, column, row, "the target is missing; leave such rows out with Select");

    private static TableException Wrong(Table table, TableColumn column, int row, string what) => new($"{table.PlaceOf(row)}, column '{column.Name}': {what}.");
}
