/** How bad a finding is, worst first. docs/reports.md maps it to each report format. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
