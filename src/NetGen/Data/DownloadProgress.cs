namespace NetGen.Data;

/// <summary>How far a download is.</summary>
/// <param name="File">Name of the file being fetched.</param>
/// <param name="FileIndex">Its position among the files, from 0.</param>
/// <param name="FileCount">Number of files.</param>
/// <param name="BytesDone">Bytes of this file so far; starts again at 0 if another mirror is tried.</param>
/// <param name="BytesTotal">Bytes of this file, if the server says.</param>
public readonly record struct DownloadProgress(string File, int FileIndex, int FileCount, long BytesDone, long? BytesTotal);
