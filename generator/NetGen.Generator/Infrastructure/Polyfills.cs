// A compiler support type that netstandard2.0 lacks; internal, so no consumer sees it.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
