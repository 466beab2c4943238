using System.Globalization;

using NetGen.PackageBill;

// Writes beside every package of a folder what it is made of, as SPDX 2.3: tools/pack.sh calls it.
if (args is not [string packages, string intermediate])
{
    await Console.Error.WriteLineAsync("""
        Usage: PackageBill PACKAGES INTERMEDIATE
        PACKAGES has the packages, INTERMEDIATE the folders of their projects with what was restored for them.
        """);
    return 2;
}

// Of the sources, so that the same sources give the same bill; of now without one.
string? epoch = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH");
DateTimeOffset created = epoch is null ? DateTimeOffset.UtcNow : DateTimeOffset.FromUnixTimeSeconds(long.Parse(epoch, CultureInfo.InvariantCulture));
foreach (string path in Directory.GetFiles(packages, "*.nupkg").Order(StringComparer.Ordinal))
{
    PackedPackage package = PackedPackage.Read(path);
    byte[] bill = SpdxDocument.Write(package, RestoredProject.Read(intermediate, package.Id), created);
    await File.WriteAllBytesAsync(Path.ChangeExtension(path, ".spdx.json"), bill);
}

return 0;
